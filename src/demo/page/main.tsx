import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no place for the table");
createRoot(root).render(<p>Croupier</p>);

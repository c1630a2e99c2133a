/** Builds the page in a process of its own, because the builder cannot live in jest's, and prints it as JSON. */
import { buildPage } from "../../src/demo/page-build.ts";

const page = await buildPage();
console.log(JSON.stringify([...page].map(([path, { content }]) => [path, Buffer.from(content).toString()])));

import { type Html, html } from "./html.ts";

interface Page {
  readonly title: string;
  /** Null: nobody is logged in. */
  readonly formToken: string | null;
  readonly content: Html;
}

/** A whole page; it needs no script. */
export function page({ title, formToken, content }: Page): string {
  const { markup } = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/admin/style.css">
<title>${title} · Croupier</title>
</head>
<body>
<header>
<a href="/admin">Croupier</a>
${formToken === null ? null : navigation(formToken)}
</header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return `<!doctype html>\n${markup}`;
}

function navigation(formToken: string): Html {
  return html`<nav aria-label="Operator">
<a href="/admin">Rooms</a>
<a href="/admin/queues">Queues</a>
<a href="/docs">Documents</a>
<form method="post" action="/admin/logout">${secretField(formToken)}<button>Log out</button></form>
</nav>`;
}

/** Without it no form does anything. */
export function secretField(formToken: string): Html {
  return html`<input type="hidden" name="form" value="${formToken}">`;
}

export const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 0 1rem 4rem; }
header, nav { display: flex; gap: 1.25rem; align-items: center; flex-wrap: wrap; }
header { justify-content: space-between; padding: 1rem 0; border-bottom: 1px solid #8886; }
header > a { font-weight: 700; text-decoration: none; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #8884; vertical-align: top; overflow-wrap: break-word; }
code { overflow-wrap: anywhere; }
label { display: inline-flex; gap: .35rem; align-items: center; }
th { font-weight: 600; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { overflow: auto; max-height: 28rem; padding: .75rem; border: 1px solid #8884; border-radius: .4rem; }
form { display: inline-flex; gap: .6rem; align-items: center; margin: 0 .6rem .4rem 0; }
button, input { font: inherit; min-height: 2.25rem; padding: .2rem .8rem; }
input[type="checkbox"] { min-height: auto; margin: 0; }
.notice { border-left: .3rem solid #3a7; padding: .4rem .8rem; background: #3a71; }
.fault { border-left-color: #c33; background: #c331; }
.empty { opacity: .75; }
`;

import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describeApi } from "../../src/describe-api.ts";
import { type GameName } from "../../src/game-choice.ts";
import { describeGames } from "../../src/games.ts";
import { type OpenApi, openApi } from "../../src/http/openapi/document.ts";

/** An answer of the service as it came over the wire. */
interface Answered {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

export interface Contract {
  readonly document: OpenApi;
  /** Throws unless the documents allow this answer. */
  check(answer: Answered): void;
  /** Throws unless the schema of that name allows the value. */
  checkSchema(name: string, value: unknown): void;
}

/** Refused before any path is looked at. */
const PARSER_CODES = ["malformed", "request_timeout", "headers_too_large", "too_large"];

const known = new Map<string, Promise<Contract>>();

/** What /openapi.json promises where those games are played. */
export function readContract(games: readonly GameName[] = ["poker"]): Promise<Contract> {
  const contract = known.get(games.join()) ?? createContract(games);
  known.set(games.join(), contract);
  return contract;
}

async function createContract(games: readonly GameName[]): Promise<Contract> {
  const usual = { webhook: { header: "x-croupier-secret", secrets: [] } };
  const document = openApi(await describeApi(usual, () => describeGames(games)));
  // Optimizing what is asked a few times takes longer than asking.
  const ajv = new Ajv2020({ strict: false, allErrors: false, code: { optimize: false } });
  // Compiled for CommonJS, where the default export is the module.
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(document, "croupier");
  const validators = new Map<string, ValidateFunction>();
  const validate = (pointer: string, value: unknown, what: string): void => {
    const validator = validators.get(pointer) ?? ajv.compile({ $ref: `croupier#${pointer}` });
    validators.set(pointer, validator);
    if (!validator(value))
      throw new Error(`${what} breaks the contract: ${ajv.errorsText(validator.errors)}`);
  };
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
  }));
  return {
    document,
    check(answer) {
      const { method, path, status, contentType, text } = answer;
      const what = `${method} ${path} -> ${status} ${text.slice(0, 300)}`;
      const isProblem = contentType === "application/problem+json";
      if (isProblem) validate("/components/schemas/Problem", JSON.parse(text), what);
      const template = templates.find(({ pattern }) => pattern.test(path))?.template;
      const verb = method === "HEAD" ? "get" : method.toLowerCase();
      const operation = template === undefined ? undefined : document.paths[template]?.[verb];
      if (isProblem && (operation === undefined || isOfParser(text))) return;
      if (template === undefined || operation === undefined) throw new Error(`${what} is not documented`);
      const responses = operation["responses"] as Record<string, { content: Record<string, unknown> }>;
      if (responses[status]?.content[contentType] === undefined)
        throw new Error(`${what} is not documented as ${status} with ${contentType}`);
      const steps = [template, verb, "responses", status, "content", contentType, "schema"];
      const isJson = contentType.includes("json");
      if (method !== "HEAD")
        validate(`/paths/${steps.map(escape).join("/")}`, isJson ? JSON.parse(text) : text, what);
    },
    checkSchema: (name, value) =>
      validate(`/components/schemas/${name}`, value, `${name} ${JSON.stringify(value).slice(0, 300)}`),
  };
}

function isOfParser(text: string): boolean {
  return PARSER_CODES.includes((JSON.parse(text) as { code: string }).code);
}

// RFC 6901 within a URI fragment.
function escape(step: string | number): string {
  return encodeURIComponent(String(step).replaceAll("~", "~0").replaceAll("/", "~1"));
}

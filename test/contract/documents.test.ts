import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readContract } from "./contract.ts";

const docs = join(import.meta.dirname, "../../docs");
const read = (path: string): object => JSON.parse(readFileSync(path, "utf8")) as object;
const withFormats = <Validator extends Ajv>(ajv: Validator): Validator => {
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  return ajv;
};

describe("the documents in docs/", () => {
  it("are an AsyncAPI document", () => {
    const schema = createRequire(import.meta.url).resolve("@asyncapi/specs/schemas/3.0.0-without-$id.json");
    const validate = withFormats(new Ajv({ strict: false, validateFormats: false })).compile(read(schema));
    const isValid = validate(read(join(docs, "asyncapi.json")));
    expect(validate.errors).toBeNull();
    expect(isValid).toBe(true);
  });

  it("have schemas of every message and webhook that stand by themselves", () => {
    for (const folder of ["messages", "webhooks"]) {
      const files = readdirSync(join(docs, "schemas", folder));
      expect(files.length).toBeGreaterThan(2);
      for (const file of files) {
        const ajv = withFormats(new Ajv2020({ strict: false }));
        expect(() => ajv.compile(read(join(docs, "schemas", folder, file)))).not.toThrow();
      }
    }
  });

  it("have examples of webhooks that fit them", async () => {
    const { document, checkSchema } = await readContract();
    const operation = document.paths["/webhooks/100ms"]?.["post"] as {
      requestBody: {
        content: { "application/json": { examples: Record<string, { value: { type: string } }> } };
      };
    };
    const { examples } = operation.requestBody.content["application/json"];
    expect(Object.keys(examples)).toHaveLength(8);
    for (const { value } of Object.values(examples)) {
      const words = value.type.split(".").map((word) => word[0]?.toUpperCase() + word.slice(1));
      expect(() => checkSchema(`${words.join("")}Webhook`, value)).not.toThrow();
    }
  });
});

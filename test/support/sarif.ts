// Why: a SARIF document is what the standard's schema says it is. Documents are read only after that was
// checked.

import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import schema from "../data/sarif-2.1.0.json" with { type: "json" };

/** A region of a text file, in both ways of naming it. */
export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

export interface SarifLocation {
  readonly id?: number;
  readonly message?: { readonly text: string };
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: SarifRegion;
  };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [SarifLocation];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly replacements: readonly {
        readonly deletedRegion: SarifRegion;
        readonly insertedContent?: { readonly text: string };
      }[];
    }[];
  }[];
  readonly suppressions?: readonly {
    readonly kind: string;
    readonly justification: string;
    readonly location: SarifLocation;
  }[];
}

export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string; readonly markdown?: string };
  readonly defaultConfiguration: { readonly level: string };
}

/** The parts of a run that tests look at. */
export interface SarifRun {
  readonly tool: {
    readonly driver: { readonly rules: readonly SarifRule[] } & Readonly<Record<string, unknown>>;
  };
  readonly columnKind: string;
  readonly originalUriBaseIds: Readonly<Record<string, unknown>>;
  readonly results: readonly SarifResult[];
}

let validator: ValidateFunction | undefined;

/** The only run of a document; fails where the document departs from the schema. */
export function readSarif(text: string): SarifRun {
  const document: unknown = JSON.parse(text);
  validator ??= createValidator();
  if (!validator(document)) throw new Error(JSON.stringify(validator.errors, null, 2));
  const { runs } = document as { readonly runs: readonly SarifRun[] };
  const [run] = runs;
  if (run === undefined || runs.length > 1) throw new Error("the document has not one run");
  return run;
}

/** The schema is of draft 4: `id` has another name since, and a pattern of it is not for Unicode mode. */
function createValidator(): ValidateFunction {
  const { $schema: _, id, ...rest } = schema;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile({ $id: id, ...rest });
}

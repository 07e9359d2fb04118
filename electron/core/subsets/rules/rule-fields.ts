import * as z from 'zod';
import type { RuleField } from '../../../contract/subsets.ts';

/** What JSON schema says of one value, with what its `meta` adds for forms. */
const propertySchema = z.object({
  type: z.enum(['number', 'integer', 'boolean', 'string', 'array']),
  title: z.string(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  enum: z.array(z.string()).optional(),
  labels: z.record(z.string(), z.string()).default({}),
  prefix: z.string().default(''),
  suffix: z.string().default(''),
  step: z.number().optional(),
  default: z.unknown().optional(),
  initial: z.unknown().optional(),
});
type Property = z.infer<typeof propertySchema>;

const initialSchema = z.union([z.number(), z.boolean(), z.string(), z.array(z.int())]);

const controls = {
  number: 'number',
  integer: 'integer',
  boolean: 'switch',
  string: 'choice',
  array: 'recordings',
} as const;

/** The values of a rule, in the order of its schema, as a form asks for them. Throws where one has no title. */
export function ruleFields(options: z.ZodType): RuleField[] {
  const { properties } = z
    .object({ properties: z.record(z.string(), z.unknown()) })
    .parse(z.toJSONSchema(options, { io: 'input' }));
  return Object.entries(properties)
    .filter(([name]) => name !== 'kind')
    .map(([name, property]) => ruleField(name, propertySchema.parse(property)));
}

function ruleField(name: string, property: Property): RuleField {
  const maximum = property.maximum ?? null;
  return {
    name,
    label: property.title,
    control: controls[property.type],
    prefix: property.prefix,
    suffix: property.suffix,
    minimum: property.minimum ?? property.exclusiveMinimum ?? null,
    // JSON schema bounds every integer by what a double can hold.
    maximum: maximum === Number.MAX_SAFE_INTEGER ? null : maximum,
    step: property.step ?? null,
    choices: (property.enum ?? []).map((value) => ({ value, label: property.labels[value] ?? value })),
    initial: initialSchema.parse(property.initial ?? property.default),
  };
}

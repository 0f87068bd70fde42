import type { Command } from 'commander';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import { NOTHING_FOUND } from '../exitCode.ts';
import type { Finish } from '../program.ts';

export function addSchema(root: Command, finish: Finish): void {
  root
    .command('schema')
    .description('print the JSON Schema (draft 2020-12) of a file: scenario, layout or result')
    .argument('<name>', '`scenario`, `layout`, or `result` for what --json prints')
    .action(async (name: string) => {
      process.stdout.write(`${JSON.stringify(await schemaOf(name), null, 2)}\n`);
      finish(NOTHING_FOUND);
    });
}

async function schemaOf(word: string): Promise<unknown> {
  const { jsonSchemaOf, SCHEMA_NAMES } = await import('../../properties/schemas/jsonSchema.ts');
  const name = SCHEMA_NAMES.find((known) => known === word);
  if (name !== undefined) return jsonSchemaOf(name);
  const expected = `one of ${SCHEMA_NAMES.join(', ')}`;
  throw new InputError({
    place: 'schema',
    expected,
    found: showValue(word),
    remedy: 'zoneproof schema scenario',
  });
}

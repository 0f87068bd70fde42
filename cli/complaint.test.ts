import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { InputError } from '../properties/input/inputError.ts';
import { complaintText } from './complaint.ts';

test('bad input is what was expected where, and what to try', () => {
  const error = new InputError({
    place: 'a.json: cpus',
    expected: 'a number',
    found: '"x"',
    remedy: 'correct it',
  });
  expect(complaintText(error)).toBe('error: a.json: cpus: expected a number, found "x"\ntry: correct it\n');
});

test('a guess of commander becomes the remedy', () => {
  const error = new CommanderError(1, 'x', "error: unknown option '--sed'\n(Did you mean --seed?)");
  expect(complaintText(error)).toBe("error: unknown option '--sed'\ntry: --seed\n");
});

test('a far guess is none, and the help is that of the command', () => {
  const far = new CommanderError(1, 'x', "error: unknown option '--design'\n(Did you mean --version?)");
  expect(complaintText(far, 'faults')).toBe(
    "error: unknown option '--design'\ntry: zoneproof faults --help\n",
  );
  expect(complaintText(far)).toContain('try: zoneproof --help\n');
});

test('a mistake of ours says so, with its place and without a stack', () => {
  const error = Object.assign(new Error('no such zone'), {
    stack: 'Error\n at f (file:///x/dist/spec/a.js:3:5)\n',
  });
  expect(complaintText(error)).toBe(
    'error: zoneproof is broken: no such zone (dist/spec/a.js:3:5)\n' +
      'try: report it with the command line and this message\n',
  );
});

test('control characters of a message do not reach the terminal', () => {
  const text = complaintText(new Error('a\u001b[31mb\nc'));
  expect(text).toContain('zoneproof is broken: a [31mb c');
});

// What the parts of sdk.js share: where the host is, and answers compared with what AWS would say.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

export const endpoint = process.argv[2] ?? 'http://127.0.0.1:4566';
export const options = {
  endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

/** Of whatever is created: a run does not meet what another left behind. */
export const name = `javascript-${randomBytes(4).toString('hex')}`;

let count = 0;

export const calls = () => count;

export function same(actual, expected) {
  count++;
  assert.deepEqual(actual, expected);
}

/** @returns the error that AWS's client made of the answer */
export async function refused(call, expected) {
  count++;
  const error = await call.then(() => null, e => e);
  assert.equal(error?.name, expected, `expected ${expected}, got ${error}`);
  return error;
}

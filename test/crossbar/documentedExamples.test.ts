import { describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import { readDebugDocuments } from '../../pivot/debugLog/readDebugDocuments';
import { readDebugList } from '../../pivot/debugLog/readDebugList';
import type { JudgeSettings } from '../../pivot/judge/judgement';
import { isJsonObject } from '../../pivot/json';
import { readSuccess } from '../../crossbar/envelope';
import { errorOf } from '../../crossbar/errorOf';
import { readIdentity, readLoginAnswer } from '../../crossbar/login';
import { contractExamples, examplesMissing, printedAnswer, type ContractExample } from './documentedExamples';

const missing = examplesMissing();

const SETTINGS: JudgeSettings = { version: 'any', deny: NO_DENY_LIST };
const LIST = ['Get a list of recent Pivot attempts:', 'Response:'];
const DETAIL = ['Get details of a specific Pivot attempt:', 'Response:'];

function example(doc: string, heading: string): ContractExample {
	const found = contractExamples().find((one) => one.doc.endsWith(`/${doc}`) && one.heading === heading);
	if (!found) throw new Error(`There is no example “${heading}” of ${doc} any more.`);
	return found;
}

it.skipIf(missing !== undefined)(`the documented examples are at hand${missing === undefined ? '' : `: ${missing}`}`, () => {
	expect(contractExamples().length).toBeGreaterThan(30);
});

describe.skipIf(missing !== undefined)('each documented example answer gives its stated result', () => {
	it.each(['kazoo-pivot-intro.txt', 'piston-pivot-intro.txt'])('the list of %s: one call by its id alone', (page) => {
		expect(readDebugList(printedAnswer(page, ...LIST))).toMatchObject({ rows: [{ callId: '{CALL_ID}', debugIds: [] }], remarks: [], unread: [] });
	});

	it.each(['kazoo-pivot-intro.txt', 'piston-pivot-intro.txt'])('the call of %s: one attempt of three documents, refused for its module “say”', (page) => {
		const { attempts, remarks, unread } = readDebugDocuments(printedAnswer(page, ...DETAIL), SETTINGS);
		expect({ remarks, unread }).toEqual({ remarks: [], unread: [] });
		expect(attempts).toHaveLength(1);
		expect(attempts[0]).toMatchObject({
			callId: '{CALL_ID}', kind: 'pivot', iteration: 1, failed: true,
			request: { method: 'GET', call: { format: 'kazoo', call: { callerIdName: 'JoeFromIT', to: '3004', direction: 'inbound' } } },
			answer: { status: 200, headers: { 'content-type': 'application/json', date: 'wed, 01 oct 2014 23:30:24 gmt' } },
			judgement: { code: 'answer.callflow-refused', problems: [{ path: 'module', code: 'callflow.unknown-module' }] },
		});
		expect(attempts[0]?.documents).toHaveLength(3);
	});

	it('the list of virtualpbx-pivot.txt: a webhook’s settings, and it says so', () => {
		const { rows, remarks, unread } = readDebugList(printedAnswer('virtualpbx-pivot.txt', ...LIST));
		expect(rows).toEqual([]);
		expect(remarks).toEqual([expect.stringMatching(/^This is a webhook’s settings, not a debug log/)]);
		expect(unread).toMatchObject([{ name: 'Missed Call', hook: 'notifications' }]);
	});

	it('the call of virtualpbx-pivot.txt: no JSON as printed, and as meant the same attempt', () => {
		const printed = printedAnswer('virtualpbx-pivot.txt', ...DETAIL);
		expect(readDebugDocuments(printed, SETTINGS)).toMatchObject({ attempts: [], remarks: [expect.stringContaining('not valid JSON')], unread: [printed] });
		const meant = printed.replaceAll('\\\\', '\\').replace('recordings\\>"', 'recordings>\\"');
		const { attempts } = readDebugDocuments(meant, SETTINGS);
		expect(attempts[0]?.request?.uri).toMatch(/^http:[^<>]*$/);
		expect(attempts).toMatchObject([{
			request: { call: { call: { to: '3004' } } }, remarks: [expect.stringContaining('angle brackets')],
			failed: true, judgement: { code: 'answer.callflow-refused' },
		}]);
	});

	it('the list of the API’s page: its comma is named, and without it there are two calls', () => {
		const { notValidJson = '' } = example('pivot.md', 'Fetch a List of Debug UUIDs');
		expect(printedAnswer('kazoo-crossbar-pivot-api.txt', '## Fetch a List', '```json').replace(/\s/g, '')).toBe(notValidJson.replace(/\s/g, ''));
		expect(readDebugList(notValidJson)).toMatchObject({ rows: [], remarks: [expect.stringContaining('a comma stands before a closing bracket')], unread: [notValidJson] });
		const { rows, remarks } = readDebugList(notValidJson.replace(/,(\s*\})\s*$/, '$1'));
		expect(remarks).toEqual([]);
		expect(rows).toMatchObject([
			{ callId: '{UUID_1}', status: 404, at: Date.UTC(2016, 6, 8, 21, 18, 26), saysSchemaErrors: false, iteration: 1 },
			{ callId: '{UUID_2}', saysSchemaErrors: true },
		]);
		expect(rows[1]).not.toHaveProperty('uri');
		expect(rows[1]).not.toHaveProperty('status');
	});

	it('the call of the API’s page: TwiML names, a 404, and its page of HTML', () => {
		const { json } = example('pivot.md', 'Fetch Debug Logs for a UUID');
		const { attempts } = readDebugDocuments(json, SETTINGS);
		expect(attempts[0]?.answer?.body).toContain('<h1>Not Found</h1>');
		expect(attempts).toMatchObject([{
			callId: '829597750@10.26.0.158', failed: true,
			request: { method: 'GET', call: { format: 'twiml', call: { id: '829597750@10.26.0.158', direction: 'inbound' } } },
			answer: { status: 404 },
			judgement: { outcome: 'failback', code: 'answer.status' },
		}]);
	});

	it('the answers to a login: token and account', () => {
		for (const { json } of [example('user_authentication.md', 'Creating SHA1 User/Pass credentials hash'), example('user_authentication.md', 'Impersonate a User')]) {
			expect(readLoginAnswer(json, 0)).toEqual({
				token: '{AUTH_TOKEN}', expiresAt: 3_600_000,
				identity: { accountId: '{ACCOUNT_ID}', ownerId: '{OWNER_ID}', resellerId: '{RESELLER_ID}', isReseller: true },
			});
		}
		const { json } = example('user_authentication.md', 'Fetch Token Auth Information');
		expect(readIdentity(isJsonObject(json) ? json['data'] : undefined)).toMatchObject({ accountId: '{ACCOUNT_ID}', accountName: '{ACCOUNT_NAME}', isReseller: false });
	});

	it('the error of an unknown reset id: a sentence with the field', () => {
		const { json } = example('user_authentication.md', 'Unknown `{RESET_ID}`');
		const error = errorOf({ status: 400, headers: {}, body: json }, { method: 'PUT', path: '/user_auth/recovery' });
		expect(error).toMatchObject({ code: 'crossbar.validation', message: 'The switch refused the data. user: The provided reset_id did not resolve to any user.' });
	});

	it('every other example: its data as it stands, and never taken for an attempt', () => {
		const others = contractExamples().filter(({ doc, json }) => !doc.endsWith('/pivot.md') && json !== undefined);
		expect(others.length).toBeGreaterThan(25);
		for (const { json, heading } of others) {
			const envelope = isJsonObject(json) ? json : {};
			expect(readSuccess({ status: 200, headers: {}, body: json })?.data, heading).toEqual(envelope['status'] === 'error' ? undefined : (envelope['data'] ?? null));
			expect(readDebugDocuments(json, SETTINGS).attempts, heading).toEqual([]);
		}
	});
});

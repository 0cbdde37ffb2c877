import { describe, expect, it } from 'vitest';
import { memorySwitch, success } from '../test/crossbar/memorySwitch';
import type { CallflowRow } from './callflowDocument';
import { findCallflow, findCallflows, readCallflow, writeCallflow } from './callflows';
import { matchNumber } from './matchNumber';
import { createCrossbar } from './session';
import type { CrossbarReply, CrossbarRequest } from './transport';

function open(answer: (request: CrossbarRequest) => CrossbarReply) {
	const { transport, asked } = memorySwitch(answer);
	return { crossbar: createCrossbar({ transport, login: { kind: 'transport' }, now: () => 0 }), asked };
}

const ROWS = [
	{ id: 'main', name: 'Front desk', numbers: ['+14155550100'], patterns: [], modules: ['user'] },
	{ id: 'ext', numbers: ['2000'], patterns: ['^\\*98([0-9]*)$', '(unreadable'] },
	{ id: 'catch', numbers: ['no_match'], patterns: [] },
	{ name: 'no id' },
];

describe('a stored callflow', () => {
	it.each([
		['+14155550100', 'main', 'number'], ['2000', 'ext', 'number'], ['(415) 555-0100', 'main', 'e164'], ['14155550100', 'main', 'e164'],
		['00 1 415 555 0100', 'main', 'e164'], ['*982000', 'ext', 'pattern'],
	])('is found by %s', async (number, id, by) => {
		const { crossbar } = open(() => success(ROWS));
		await expect(findCallflow(crossbar, 'acc', number)).resolves.toMatchObject({ row: { id }, by });
	});

	it('is taken by its number before a pattern of another', () => {
		const rows: CallflowRow[] = [
			{ id: 'any', name: '', numbers: [], patterns: ['^\\+?1?\\d{10}$'] },
			{ id: 'e164', name: '', numbers: ['+14155550100'], patterns: [] },
			{ id: 'exact', name: '', numbers: ['4155550100'], patterns: [] },
		];
		expect(matchNumber(rows, '4155550100').map(({ row }) => row.id)).toEqual(['exact', 'e164', 'any']);
	});

	it('that is not there is a sentence, with where the calls go instead', async () => {
		const { crossbar } = open(() => success(ROWS));
		await expect(findCallflow(crossbar, 'acc', '3000')).rejects.toMatchObject({ code: 'crossbar.not-found', message: expect.stringMatching(/3000.*“no_match”/) });
		await expect(findCallflows(crossbar, 'acc', ' ')).resolves.toEqual([]);
	});

	it('is written back complete, without the names the switch adds', async () => {
		const stored = { id: 'f1', name: 'x', flow: { module: 'user', data: { id: 'u' } }, metadata: { u: { name: 'Alice' } } };
		const { crossbar, asked } = open(() => success(stored));
		const document = await readCallflow(crossbar, 'acc', 'f1');
		expect(document).toEqual({ id: 'f1', name: 'x', flow: stored.flow });
		await writeCallflow(crossbar, 'acc', document);
		expect(asked[1]).toEqual({ method: 'POST', path: '/accounts/acc/callflows/f1', body: { data: document } });
	});

	it('cannot be written without an id', async () => {
		const { crossbar, asked } = open(() => success({}));
		await expect(writeCallflow(crossbar, 'acc', { flow: {} })).rejects.toMatchObject({ code: 'crossbar.callflow' });
		expect(asked).toEqual([]);
	});
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import type { RegisteredFlow } from '../../pivot/pairing/messages';
import { SWITCH_VERSIONS } from '../../pivot/switchVersion';
import { placeCall, type CallResult, type CallSettings } from '../../switch';
import { say, sequence, startPivots, type PathAnswer, type PivotServer } from '../../switch/testing/pivots';
import { APOLOGY, spokenTo } from '../harness/callForms';
import { openPairedHouse, type PairedHouse } from '../harness/pairedHouse';
import { exampleNames, exampleWorkflow, withAddress } from '../harness/pivotWorkflow';
import { pressExecute } from '../harness/pressExecute';
import { keepTrace } from '../harness/workflowPage';

/** Where the workflows lead on a real account, and what the callers of these tests dial. */
const CALLER = { from: '+14155550199', callerName: 'Ann', to: '+14155550100', callId: '3f2a9c1e@switch.example.com' };
const RINGING = 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff';

/** Systems outside, which the workflows name by an address of example.com. */
const OUTSIDE: Readonly<Record<string, string>> = { 'account-balance': 'https://crm.example.com', 'nested-pivot': 'https://payments.example.com' };

type Flow = RegisteredFlow & { readonly workflowId: string };

let house: PairedHouse;
let outside: PivotServer;
let outsideAnswers: Readonly<Record<string, PathAnswer>> = {};
const flows = new Map<string, Flow>();

beforeAll(async () => {
	outside = await startPivots(() => outsideAnswers);
	house = await openPairedHouse('workflows');
	for (const name of exampleNames()) {
		const example = exampleWorkflow(`${name}.json`);
		const address = OUTSIDE[name];
		flows.set(name, await house.publish(address === undefined ? example : withAddress(example, address, outside.url)));
	}
	const editor = await house.n8n.logIn();
	for (const name of ['menu-from-a-table', 'routing-by-caller']) await pressExecute(house.n8n, editor, flowOf(name).workflowId, 'Make the table');
});
afterAll(async () => {
	await house.close();
	await outside.close();
});

function flowOf(name: string): Flow {
	const flow = flows.get(name);
	if (!flow) throw new Error(`workflows/${name}.json was not published.`);
	return flow;
}

/** @param query added to the voice URL, such as `?at=…` */
function call(name: string, { caller, ...settings }: CallSettings = {}, query = ''): Promise<CallResult> {
	return placeCall({ voiceUrl: flowOf(name).voiceUrl + query, deny: NO_DENY_LIST, caller: { ...CALLER, ...caller }, ...settings });
}

/** The page of the workflow shows this call. */
function expectOnPage(name: string, title: string, result: CallResult): void {
	const readable = new Map([
		[flowOf(name).voiceUrl, `https://pivot.example.com/pivot/${name}/KEY`],
		...Object.entries(OUTSIDE).filter(([workflow]) => workflow === name).map(([, address]) => [outside.url, address] as const),
	]);
	const { onPage, fresh } = keepTrace(name, title, result, readable);
	expect(fresh, `The call goes differently than docs/workflows/${name}.md shows it. UPDATE_PAGES=1 writes this one into the page`).toBe(onPage);
}

function modulesOf(result: CallResult): readonly string[] {
	return result.events.flatMap((event) => (event.type === 'node' ? [event.module] : []));
}

function rung(result: CallResult): readonly unknown[] {
	return result.events.flatMap((event) => (event.type === 'node' && ['user', 'device'].includes(event.module) ? [event.data['id']] : []));
}

const nobodyAnswers = (does: 'busy' | 'no-answer' | 'unregistered') => ({ endpoints: { [RINGING]: { does } } });

describe('front-desk', () => {
	it('rings the front desk in office hours', async () => {
		const result = await call('front-desk', {}, '?at=2026-05-12T15:00:00Z');
		expect(modulesOf(result)).toEqual(['pivot', 'device']);
		expectOnPage('front-desk', 'eleven in the morning', result);
	});

	it('offers the voicemail at other times', async () => {
		const result = await call('front-desk', {}, '?at=2026-05-12T22:00:00Z');
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'voicemail']);
		expectOnPage('front-desk', 'six in the evening', result);
	});

	it('goes by the clock when the voice URL names no moment', async () => {
		const before = hourInNewYork();
		const result = await call('front-desk');
		const expected = [before, hourInNewYork()].map((hour) => (hour >= 9 && hour < 17 ? ['pivot', 'device'] : ['pivot', 'tts', 'voicemail']));
		expect(expected).toContainEqual(modulesOf(result));
	});
});

function hourInNewYork(): number {
	return Number(new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' }).format(new Date()));
}

describe('office-hours', () => {
	const says = async (at: string) => {
		const result = await call('office-hours', {}, `?at=${at}`);
		if (rung(result).includes(RINGING)) return 'open';
		return spokenTo(result).includes('for the holiday') ? 'holiday' : spokenTo(result).includes('is closed now') ? 'closed' : spokenTo(result);
	};

	it.each([
		['2026-03-06T13:30:00Z', 'closed', 'half past eight, the Friday before clocks go forward'],
		['2026-03-09T13:30:00Z', 'open', 'half past nine, the Monday after: the same moment of UTC'],
		['2026-03-06T21:45:00Z', 'open', 'a quarter to five, the Friday before clocks go forward'],
		['2026-03-09T21:45:00Z', 'closed', 'a quarter to six, the Monday after'],
		['2026-10-30T13:00:00Z', 'open', 'nine sharp, the Friday before clocks go back'],
		['2026-11-02T13:00:00Z', 'closed', 'eight, the Monday after: the same moment of UTC'],
		['2026-11-02T14:00:00Z', 'open', 'nine sharp, the Monday after'],
		['2026-11-02T22:29:59Z', 'open', 'the last second before half past five'],
		['2026-11-02T22:30:00Z', 'closed', 'half past five'],
	])('%s is %s: %s', async (at, expected) => {
		expect(await says(at)).toBe(expected);
	});

	it.each([
		['2026-11-26T15:00:00Z', 'holiday', 'ten in the morning of Thanksgiving'],
		['2026-12-25T04:59:00Z', 'closed', 'still the evening of 24 December in New York'],
		['2026-12-25T05:00:00Z', 'holiday', 'midnight in New York: 25 December begins'],
		['2026-12-26T04:59:00Z', 'holiday', 'still 25 December in New York'],
		['2026-12-26T15:00:00Z', 'closed', 'a Saturday'],
		['2026-12-28T10:00', 'open', 'a moment without an offset is the office’s own time'],
	])('%s is %s: %s', async (at, expected) => {
		expect(await says(at)).toBe(expected);
	});

	it('goes by the clock when the voice URL names no moment', async () => {
		const before = new Date();
		const result = await call('office-hours');
		const asked = [before, new Date()].map((at) => call('office-hours', {}, `?at=${at.toISOString()}`));
		expect((await Promise.all(asked)).map(spokenTo)).toContain(spokenTo(result));
	});

	it.each([
		['open', '2026-11-02T15:00:00Z'],
		['closed', '2026-11-02T23:00:00Z'],
		['a holiday', '2026-12-25T15:00:00Z'],
	])('%s, as its page shows', async (title, at) => {
		expectOnPage('office-hours', title, await call('office-hours', {}, `?at=${at}`));
	});
});

describe('account-balance', () => {
	const connected = ['pivot', 'user'];

	it('says the balance and connects', async () => {
		outsideAnswers = { '/balance': { status: 200, text: JSON.stringify({ name: 'Ann Archer', balance: 42.5, currency: 'dollars' }) } };
		const result = await call('account-balance');
		expect(outside.seen.at(-1)?.target).toBe('/balance?phone=%2B14155550199');
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'user']);
		expect(spokenTo(result)).toBe('Hello Ann Archer. Your balance is 42.50 dollars. We connect you now.');
		expectOnPage('account-balance', 'a known caller', result);
	});

	it.each<[string, PathAnswer]>([
		['knows nobody', { status: 404, text: '{"error":"unknown"}' }],
		['knows a caller without a balance', { status: 200, text: '{"name":"Ann"}' }],
		['fails', { status: 500, text: 'oops' }],
		['takes too long', { status: 200, text: '{"name":"Ann","balance":1,"currency":"dollars"}', afterMs: 5000 }],
	])('connects at once when the CRM %s', async (_what, answer) => {
		outsideAnswers = { '/balance': answer };
		const result = await call('account-balance');
		expect(modulesOf(result)).toEqual(connected);
		expect(rung(result)).toEqual([RINGING]);
	});

	it('connects without the balance while the CRM is down, as its page shows', async () => {
		outsideAnswers = { '/balance': { status: 503 } };
		expectOnPage('account-balance', 'the CRM is down', await call('account-balance'));
	});
});

describe('order-status', () => {
	it.each(SWITCH_VERSIONS)('asks for the digits and answers them in a second pivot, on %s', async (version) => {
		const result = await call('order-status', { version, script: { digits: ['1234#'] } });
		expect(result).toMatchObject({ verdict: 'served', pivots: 2 });
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'collect_dtmf', 'pivot', 'tts']);
		expect(spokenTo(result)).toContain('Order 1 2 3 4 left our warehouse');
		if (version === 'master') expectOnPage('order-status', 'an order number', result);
	});

	it('asks again when the caller enters nothing', async () => {
		const result = await call('order-status', { script: { digits: ['', '77#'] } });
		expect(result).toMatchObject({ verdict: 'served', pivots: 3 });
		expect(spokenTo(result)).toContain('Order 7 7 left our warehouse');
	});
});

describe('menu-from-a-table', () => {
	const OPERATOR = '0'.repeat(32);
	const ENTRIES = 'For sales, press 1. For support, press 2. For billing, press 3.';

	it('says the rows of the table and rings the device of the row whose key is pressed', async () => {
		const result = await call('menu-from-a-table', { script: { digits: ['2'] } });
		expect(spokenTo(result)).toBe(ENTRIES);
		expect(rung(result)).toEqual(['2'.repeat(32)]);
		expectOnPage('menu-from-a-table', 'key 2', result);
	});

	it('asks again after a key no row has, and after silence', async () => {
		const result = await call('menu-from-a-table', { script: { digits: ['9', '', '1'] } });
		expect(result).toMatchObject({ pivots: 4 });
		expect(rung(result)).toEqual(['1'.repeat(32)]);
		expectOnPage('menu-from-a-table', 'a wrong key, silence, key 1', result);
	});

	it('takes a key pressed while the entries are being said', async () => {
		const result = await call('menu-from-a-table', { script: { duringPrompts: ['3'] } });
		expect(result).toMatchObject({ pivots: 2 });
		expect(rung(result)).toEqual(['3'.repeat(32)]);
	});

	it.each([[['', '', '']], [['9', '9', '9']]])('rings the operator after three rounds of %j', async (digits) => {
		const result = await call('menu-from-a-table', { script: { digits } });
		expect(result).toMatchObject({ pivots: 4 });
		expect(rung(result)).toEqual([OPERATOR]);
	});

	it('says a new row with the next call', async () => {
		const { data } = tablesSchema.parse(await house.n8n.call('GET', '/data-tables?limit=50'));
		const id = data.find(({ name }) => name === 'Phone menu')?.id ?? '';
		await house.n8n.call('POST', `/data-tables/${id}/rows`, { data: [{ key: '4', announcement: 'For the fire brigade, press 4.', device: '4'.repeat(32) }] });
		const result = await call('menu-from-a-table', { script: { digits: ['4'] } });
		expect(spokenTo(result)).toBe(`${ENTRIES} For the fire brigade, press 4.`);
		expect(rung(result)).toEqual(['4'.repeat(32)]);
	});
});

const tablesSchema = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

describe('routing-by-caller', () => {
	it('rings the contact of a caller in the table', async () => {
		const result = await call('routing-by-caller', { caller: { from: '+14155550143', callerName: 'Bob' } });
		expect(spokenTo(result)).toBe('Hello Bob Baker. We connect you to your contact.');
		expect(rung(result)).toEqual(['2'.repeat(32)]);
		expectOnPage('routing-by-caller', 'a caller with a contact', result);
	});

	it('turns away a blocked caller', async () => {
		const result = await call('routing-by-caller', { caller: { from: '+14155550166', callerName: 'Spam' } });
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'hangup']);
		expectOnPage('routing-by-caller', 'a blocked caller', result);
	});

	it('rings the front desk for everybody else', async () => {
		const result = await call('routing-by-caller');
		expect(rung(result)).toEqual([RINGING]);
		expectOnPage('routing-by-caller', 'anybody else', result);
	});
});

describe('busy-or-no-answer', () => {
	it.each([
		['busy', 'Olivia is on another call.', 'the line is busy'],
		['no-answer', 'Olivia does not answer her phone.', 'nobody answers'],
		['unregistered', 'Olivia cannot be reached at the moment.', 'the phone is off'],
	] as const)('when %s says “%s” before the voicemail', async (does, text, title) => {
		const result = await call('busy-or-no-answer', { account: nobodyAnswers(does) });
		expect(modulesOf(result)).toEqual(['pivot', 'user', 'tts', 'voicemail']);
		expect(spokenTo(result)).toBe(text);
		expectOnPage('busy-or-no-answer', title, result);
	});

	it('says nothing when the call is picked up', async () => {
		expect(modulesOf(await call('busy-or-no-answer'))).toEqual(['pivot', 'user']);
	});
});

describe('three-pivots', () => {
	it.each(SWITCH_VERSIONS)('brings to the third pivot what the first asked and the second set, on %s', async (version) => {
		const result = await call('three-pivots', { version, script: { digits: ['4711#', '12#'] } });
		expect(result).toMatchObject({ verdict: 'served', pivots: 3 });
		expect(spokenTo(result)).toContain('Customer 4 7 1 1, 12 boxes are on their way.');
		expect(rung(result)).toEqual([RINGING]);
		if (version === 'master') expectOnPage('three-pivots', 'customer 4711 orders 12 boxes', result);
	});

	it('asks each question again when nothing is entered', async () => {
		const result = await call('three-pivots', { script: { digits: ['', '4711#', '', '3#'] } });
		expect(result).toMatchObject({ verdict: 'served', pivots: 5 });
		expect(spokenTo(result)).toContain('Customer 4 7 1 1, 3 boxes');
	});
});

describe('nested-pivot', () => {
	it('lets the other server go on with the call', async () => {
		outsideAnswers = { '/pivot': sequence(say('Welcome to the payment service.'), { module: 'hangup' }) };
		const result = await call('nested-pivot');
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'pivot', 'tts', 'hangup']);
		expectOnPage('nested-pivot', 'the payment service answers', result);
	});

	it.each<[string, PathAnswer]>([
		['fails', { status: 500, text: 'oops' }],
		['knows nothing of the call', { status: 404 }],
		['takes longer than the switch waits', { status: 200, text: JSON.stringify(say('Too late.')), afterMs: 8000 }],
	])('rings a colleague when the other server %s, not the fallback of the flow', async (_what, answer) => {
		outsideAnswers = { '/pivot': answer };
		const result = await call('nested-pivot');
		expect(modulesOf(result)).toEqual(['pivot', 'tts', 'pivot', 'tts', 'user']);
		expect(spokenTo(result)).toContain('The payment service cannot be reached.');
		expect(spokenTo(result)).not.toContain(APOLOGY);
		expect(rung(result)).toEqual([RINGING]);
	});

	it('cannot help where the other server answers 200 and no callflow: the switch hangs up then', async () => {
		outsideAnswers = { '/pivot': { status: 200, text: '<html>' } };
		expect(await call('nested-pivot')).toMatchObject({ verdict: 'dropped', endedBy: 'switch' });
	});

	it('goes its own way when the other server fails, as its page shows', async () => {
		outsideAnswers = { '/pivot': { status: 500 } };
		expectOnPage('nested-pivot', 'the payment service is down', await call('nested-pivot'));
	});
});

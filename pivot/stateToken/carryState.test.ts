import { describe, expect, it } from 'vitest';
import type { CallflowNode } from '../callflow/callflow';
import type { JsonObject } from '../json';
import type { CallState } from './callState';
import { carryState, MAX_URL_LENGTH, type Carrier } from './carryState';
import { MAX_TOKEN_LENGTH } from './stateToken';

const HERE = 'https://p.example/pivot/a/k';

/** Carries, and collects the states it was asked for. */
function carry(callflow: CallflowNode, changes: Partial<Carrier> = {}) {
	const states: CallState[] = [];
	const carrier: Carrier = {
		received: {}, variables: {}, carried: { variables: {}, secret: [] }, switchCarries: false,
		leadsBack: (url) => url.startsWith('https://p.example/'),
		token: (state) => `T${states.push(state)}`,
		...changes,
	};
	return { carried: carryState(callflow, carrier), states };
}

const set = (variables: JsonObject, child: CallflowNode, data: JsonObject = {}): CallflowNode =>
	({ module: 'set_variables', data: { custom_application_vars: variables, ...data }, children: { _: child } });
const ask = (data: JsonObject = {}, children: Record<string, CallflowNode> = {}): CallflowNode => ({ module: 'pivot', data: { voice_url: HERE, ...data }, children });

describe('what a pivot brings along', () => {
	it('is what every set_variables above it sets, the later one first', () => {
		const { carried, states } = carry(set({ a: '1', b: '1' }, { module: 'tts', data: { text: 'x' }, children: { _: set({ b: '2' }, ask()) } }));
		expect(states).toMatchObject([{ variables: { a: '1', b: '2' } }]);
		expect(JSON.stringify(carried)).toContain(`${HERE}?pivot_state=T1`);
	});

	it('is for each branch what that branch sets, the failback of a pivot among them', () => {
		const menu: CallflowNode = { module: 'menu', data: { id: 'm' }, children: { 1: set({ a: '1' }, ask()), 2: ask(), _: set({ a: '3' }, ask({}, { _: set({ b: '4' }, ask()) })) } };
		expect(carry(menu).states.map(({ variables }) => variables)).toEqual([{ a: '1' }, { a: '3' }, { a: '3', b: '4' }]);
	});

	it('is what the call carries already, and what is set replaces it', () => {
		const { states } = carry(set({ a: '2' }, ask()), { carried: { variables: { a: '1', b: '1' }, secret: [] }, received: { a: '0', c: 'x' } });
		expect(states[0]?.variables).toEqual({ a: '2', b: '1' });
		expect(Object.keys(states[0]?.before ?? {})).toEqual(['a']);
	});

	it('is not what the switch will not set: a null, or a step it skips', () => {
		expect(carry(set({ a: null, b: '1' }, ask())).states[0]?.variables).toEqual({ b: '1' });
		expect(carry(set({ a: '1' }, ask(), { skip_module: true })).states).toEqual([]);
	});

	it('is nothing where nothing is known, and the callflow stays as it is', () => {
		const flow = { module: 'tts', data: { text: 'x' }, children: { _: ask() } };
		expect(carry(flow)).toEqual({ carried: flow, states: [] });
	});

	it('goes to nobody else', () => {
		expect(carry(set({ a: '1' }, ask({ voice_url: 'https://elsewhere.example/' }))).states).toEqual([]);
		expect(carry(set({ a: '1' }, { module: 'pivot', data: { serverless: {} } })).states).toEqual([]);
	});

	it('stands in a callflow written into a node of KAZOO 5 too', () => {
		const { carried } = carry(set({ a: '1' }, { module: 'callflow', data: { flow: { module: 'pivot', data: { voice_url: HERE } } } }));
		expect(JSON.stringify(carried)).toContain('pivot_state=T1');
	});
});

describe('a switch that brings variables back itself', () => {
	it('is given no token', () => {
		expect(carry(set({ a: '1' }, ask()), { switchCarries: true }).states).toEqual([]);
	});

	it('is given one with everything where the pivot asks with TwiML names, which have no variables', () => {
		const { states } = carry(set({ a: '1' }, ask({ req_format: 'twiml' })), { switchCarries: true, variables: { b: '1' } });
		expect(states[0]?.variables).toEqual({ a: '1', b: '1' });
	});

	it('is given one for what never goes to the switch', () => {
		const { states } = carry(set({ a: '1' }, ask(), { secret_variables: { pin: '4711' } }), { switchCarries: true });
		expect(states).toMatchObject([{ variables: { pin: '4711' }, secret: ['pin'] }]);
	});
});

describe('a secret variable', () => {
	it('never stands in what is sent', () => {
		const { carried, states } = carry(set({}, ask(), { secret_variables: { pin: '4711' } }));
		expect(JSON.stringify(carried)).not.toContain('4711');
		expect(JSON.stringify(carried)).not.toContain('secret_variables');
		expect(states).toMatchObject([{ variables: { pin: '4711' }, secret: ['pin'] }]);
	});

	it('stays secret on the next pivots, until it is set openly', () => {
		const carried = { variables: { pin: '4711' }, secret: ['pin'] };
		expect(carry(ask(), { carried }).states[0]?.secret).toEqual(['pin']);
		expect(carry(set({ pin: 'x' }, ask()), { carried }).states[0]?.secret).toEqual([]);
	});
});

describe('the length', () => {
	it('of token and address is limited; a longer one is left out', () => {
		const asked: number[] = [];
		const token = (_state: CallState, longest: number) => 'x'.repeat(asked.push(longest) === 1 ? longest : longest + 1);
		const long = `${HERE}?${'y'.repeat(1500)}`;
		const fits = carry(set({ a: '1' }, ask()), { token }).carried;
		expect(JSON.stringify(fits)).toContain('x'.repeat(MAX_TOKEN_LENGTH));
		const tooLong = carry(set({ a: '1' }, ask({ voice_url: long })), { token }).carried;
		expect(asked).toEqual([MAX_TOKEN_LENGTH, MAX_URL_LENGTH - `${long}&pivot_state=`.length]);
		expect(JSON.stringify(tooLong)).not.toContain('pivot_state');
	});
});

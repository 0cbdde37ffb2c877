import { describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import { fromFields } from '../../pivot/request/fromFields';
import { receiveAlone, sendAlone, type Leaving } from '../../nodes/PivotTrigger/aloneState';

const KEY = { id: 'alone', key: 'a'.repeat(64) };
const NOW = Date.UTC(2026, 0, 1);
const HERE = 'https://n8n.example.com/webhook/uuid/pivot';
const leaving: Leaving = { voiceUrl: HERE, key: KEY, dialect: 'kazoo', switchVersion: 'any', runs: () => true };
const ask = (data = {}): CallflowNode => ({ module: 'pivot', data: { voice_url: HERE, ...data }, children: {} });
const set = (data: NonNullable<CallflowNode['data']>, child: CallflowNode): CallflowNode => ({ module: 'set_variables', data, children: { _: child } });

const call = (fields = {}) => receiveAlone(fromFields({ 'Call-ID': 'c1', ...fields }), KEY, NOW);
const sent = (callflow: CallflowNode, changes: Partial<Leaving> = {}): string => sendAlone(Buffer.from(JSON.stringify(callflow)), call(), { ...leaving, ...changes }, NOW).toString();
const tokenOf = (text: string) => /pivot_state=([^"]+)/.exec(text)?.[1];

describe('a trigger that answers alone', () => {
	it('carries variables to its own next pivot, and reads them there', () => {
		const token = tokenOf(sent(set({ custom_application_vars: { step: '2' } }, ask())));
		const next = call({ pivot_state: token, 'Custom-Application-Vars': { campaign: 'spring' } });
		expect(next.request).toMatchObject({ variables: { step: '2', campaign: 'spring' }, extra: {} });
		expect(next.request.raw).not.toHaveProperty('pivot_state');
	});

	it('ignores a token that was changed, with a remark', () => {
		const next = call({ pivot_state: `${tokenOf(sent(set({ custom_application_vars: { step: '2' } }, ask()))) ?? ''}x` });
		expect(next.request.variables).toEqual({});
		expect(next.request.remarks.join()).toContain('was changed on its way');
	});

	it('carries nothing above 1 KiB, to other addresses, or where n8n kept no key', () => {
		const small = { custom_application_vars: { step: '2' } };
		expect(tokenOf(sent(set({ custom_application_vars: { story: 'x'.repeat(1000) } }, ask())))).toBeUndefined();
		expect(tokenOf(sent(set(small, ask({ voice_url: `${HERE}/other` }))))).toBeUndefined();
		expect(tokenOf(sent(set(small, ask()), { key: undefined }))).toBeUndefined();
	});

	it('never sends what was meant for a pivot server only', () => {
		expect(sent(set({ custom_application_vars: {}, secret_variables: { pin: '4711' } }, ask()))).not.toContain('4711');
	});

	it('answers in Piston’s words where the switch is one', () => {
		expect(JSON.parse(sent(ask(), { dialect: 'piston' }))).toMatchObject({ data: { req_format: 'Piston' } });
	});

	it('sends a callflow as it came where the switch would not run it otherwise, and what is no callflow', () => {
		const flow = set({ custom_application_vars: { step: '2' } }, ask());
		expect(sent(flow, { runs: () => false })).toBe(JSON.stringify(flow));
		expect(sendAlone(Buffer.from('<Response/>'), call(), leaving, NOW).toString()).toBe('<Response/>');
	});
});

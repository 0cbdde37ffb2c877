import { describe, expect, it } from 'vitest';
import { checkCallflow } from '../callflow/check';
import { DIALECT_NAMES, DIALECTS } from './dialect';
import { fromDialect, toDialect } from './translate';

const pivot = (req_format?: string) => ({
	module: 'pivot',
	data: { voice_url: 'https://pivot.example.com/', method: 'post', ...(req_format === undefined ? {} : { req_format }) },
	children: { _: { module: 'tts', data: { text: 'Sorry.' } } },
});
const after = (child: ReturnType<typeof pivot>) => ({ module: 'tts', data: { text: 'kazoo' }, children: { _: child } });

describe('a callflow for Piston', () => {
	it('asks with the word Piston wherever it asks with KAZOO’s names, below other steps too', () => {
		expect(toDialect(after(pivot('kazoo')), DIALECTS.piston)).toEqual(after(pivot('Piston')));
		expect(toDialect(pivot(), DIALECTS.piston)).toEqual(pivot('Piston'));
		expect(toDialect(pivot('Piston'), DIALECTS.piston)).toEqual(pivot('Piston'));
	});

	it('leaves TwiML’s names alone', () => {
		expect(toDialect(pivot('twiml'), DIALECTS.piston)).toEqual(pivot('twiml'));
	});

	it('is checked as KAZOO 4.3 would, and refuses KAZOO’s word as KAZOO refuses Piston’s', () => {
		const refusals = (word: string) => checkCallflow(fromDialect(pivot(word), DIALECTS.piston), { version: '4.3' }).problems.map(({ code }) => code);
		expect([refusals('Piston'), refusals('twiml'), refusals('kazoo')]).toEqual([[], [], ['callflow.enum']]);
		expect(checkCallflow(pivot('Piston'), { version: '4.3' }).problems.map(({ code }) => code)).toEqual(['callflow.enum']);
	});
});

describe('the other dialects', () => {
	it.each(['kazoo', 'virtualpbx'] as const)('%s takes callflows as they are written', (name) => {
		expect(toDialect(after(pivot('kazoo')), DIALECTS[name])).toEqual(after(pivot('kazoo')));
		expect(fromDialect(pivot('Piston'), DIALECTS[name])).toEqual(pivot('Piston'));
	});

	it('VirtualPBX sends the 19 fields of its documentation', () => {
		expect(DIALECTS.virtualpbx.parameters?.size).toBe(19);
		expect(DIALECTS.virtualpbx.parameters).not.toContain('Custom-Application-Vars');
	});

	it('every dialect that was never tried says what it assumes', () => {
		expect(DIALECT_NAMES.filter((name) => DIALECTS[name].assumption === undefined)).toEqual(['kazoo']);
	});
});

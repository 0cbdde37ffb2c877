import { describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import type { JsonObject } from '../../json';
import { SWITCH_VERSIONS } from '../../switchVersion';
import { MODULE_GROUPS, type ModuleDefinition } from '../moduleDefinition';
import { MODULES, moduleNamed } from './index';

const named = (name: string): ModuleDefinition => {
	const definition = moduleNamed(name);
	if (definition === undefined) throw new Error(`no module "${name}"`);
	return definition;
};

const parse = (name: string, data: JsonObject) => named(name).data.parse(data);

const accepts = (schema: z.ZodType, data: unknown) => schema.safeParse(data).success;

describe('the list of modules', () => {
	it('has all 82, each once', () => {
		expect(new Set(MODULES.map(({ module }) => module)).size).toBe(82);
		expect(MODULES).toHaveLength(82);
	});

	it('is in the order of the groups, none of which is empty', () => {
		const groups = MODULES.map(({ group }) => MODULE_GROUPS.indexOf(group));
		expect(groups).toEqual([...groups].sort((a, b) => a - b));
		expect(new Set(groups).size).toBe(MODULE_GROUPS.length);
	});

	it('finds a module by the switch\'s own name only', () => {
		expect(moduleNamed('tts')?.title).toBe('Say a text');
		for (const name of ['say', 'TTS', 'constructor', '']) expect(moduleNamed(name)).toBeUndefined();
	});

	it('knows what each line of the switch lacks', () => {
		const lacking = (version: (typeof SWITCH_VERSIONS)[number]) =>
			MODULES.filter(({ versions }) => !versions.includes(version)).map(({ module }) => module).sort();
		const onlyK5 = ['call_pickup', 'detect_speech', 'doorman', 'tones'];
		expect(lacking('4.3')).toEqual([...onlyK5, 'answer', 'function', 'noop', 'notification', 'wait_for_hangup'].sort());
		expect(lacking('master')).toEqual(onlyK5);
		expect(lacking('K5')).toEqual([]);
	});
});

describe.each(MODULES.map((definition) => ({ ...definition, name: definition.module })))('$name', (definition) => {
	it('has children only where the switch runs them', () => {
		const keys = definition.branches.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		if (definition.ending === 'terminal' || definition.ending === 'hard-stop') expect(keys).toEqual([]);
		if (definition.ending === 'continues' || definition.ending === 'branches-out') expect(keys).toContain('_');
		if (definition.ending === 'ends-on-success') expect(keys).not.toEqual([]);
		for (const { when } of definition.branches) expect(when).toMatch(/^\S.*[^.]$/);
	});

	it('speaks to people', () => {
		expect(definition.title).toMatch(/^[A-Z]/);
		expect(MODULES.filter(({ title }) => title === definition.title)).toHaveLength(1);
		for (const sentence of [definition.summary, ...definition.notes]) expect(sentence).toMatch(/^[A-Z0-9`].*\.$/);
		expect(definition.searchWords.length).toBeGreaterThan(1);
		for (const [key, field] of Object.entries(definition.data.shape)) {
			expect(field instanceof z.ZodType ? field.meta()?.title : undefined, key).toMatch(/^\S/);
		}
	});

	it('takes keys nobody knows, and data that is an object only', () => {
		for (const version of definition.versions) {
			const schema = definition.dataIn?.[version] ?? definition.data;
			for (const data of [[], 'x', 5, null]) expect(accepts(schema, data)).toBe(false);
		}
		expect(definition.data.partial().parse({ 'nobody knows': 1 })).toHaveProperty('nobody knows', 1);
	});
});

describe('data', () => {
	it('may be left out, but for these modules', () => {
		expect(MODULES.filter(({ data }) => !accepts(data, {})).map(({ module }) => module).sort()).toEqual([
			'audio_macro', 'doorman', 'language', 'manual_presence', 'missed_call_alert', 'nomorobo', 'page_group', 'pivot',
			'ring_group', 'ring_group_toggle', 'send_dtmf', 'set_alert_info', 'tts',
		]);
	});

	it('gets the defaults the switch was seen to write', () => {
		expect(parse('play', {})).toEqual({
			endless_playback: false, terminators: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'],
		});
		expect(parse('user', { id: 'abc' })).toEqual({ id: 'abc', delay: 0, strategy: 'simultaneous', timeout: 20 });
		expect(parse('resources', { to_did: '+15557770003', use_local_resources: false })).toEqual({
			to_did: '+15557770003', use_local_resources: false, caller_id_type: 'external', ignore_early_media: false, outbound_flags: [],
		});
		expect(parse('collect_dtmf', { max_digits: 4, timeout: 5000, terminator: '#' }))
			.toEqual({ max_digits: 4, timeout: 5000, terminator: '#' });
		expect(parse('pivot', { voice_url: 'https://pbx.example.test/next', method: 'post', req_format: 'kazoo' })).toEqual({
			voice_url: 'https://pbx.example.test/next', method: 'post', req_format: 'kazoo', debug: false, req_body_format: 'form',
		});
	});

	it('gets the default terminator even where terminators are given, and no default terminators', () => {
		expect(parse('collect_dtmf', { terminators: ['*'] })).toMatchObject({ terminator: '#', terminators: ['*'] });
		expect(parse('collect_dtmf', {})).not.toHaveProperty('terminators');
	});

	it('gets the defaults of the members of a ring group, and of the kind of sound in a sequence', () => {
		expect(parse('ring_group', { endpoints: [{ endpoint_type: 'user', id: 'u1' }] }))
			.toMatchObject({ endpoints: [{ endpoint_type: 'user', id: 'u1', delay: 0, timeout: 20 }] });
		expect(parse('audio_macro', { macros: [{ macro: 'tts', text: 'Hello' }, { macro: 'tone' }] }))
			.toMatchObject({ macros: [{ voice: 'female' }, { macro: 'tone' }] });
	});

	it('never shares a default between two callflows', () => {
		const [one, other] = [parse('play', {}), parse('play', {})];
		expect(one['terminators']).not.toBe(other['terminators']);
	});

	it('counts the length of a text in code points, as the switch does', () => {
		const { data } = named('tts');
		expect(accepts(data, { text: '😀'.repeat(1000) })).toBe(true);
		expect(accepts(data, { text: '😀'.repeat(1001) })).toBe(false);
	});

	it('refuses a sequence without sounds, although the switch names an empty list as its default', () => {
		const { data } = named('audio_macro');
		expect(accepts(data, {})).toBe(false);
		expect(accepts(data, { macros: [] })).toBe(false);
	});

	it('has exactly one of its alternatives on K5', () => {
		const { K5: callflow } = named('callflow').dataIn ?? {};
		expect(callflow?.safeParse({ id: 'c1' }).success).toBe(true);
		expect(callflow?.safeParse({ flow: { module: 'hangup' } }).data).toEqual({ flow: { module: 'hangup', data: {} } });
		expect(callflow?.safeParse({}).error?.issues).toMatchObject([{ code: 'custom', params: { rule: 'choice' } }]);
		expect(callflow?.safeParse({ id: 'c1', flow: { module: 'hangup' } }).success).toBe(false);
	});
});

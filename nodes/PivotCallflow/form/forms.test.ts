import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { checkCallflow } from '../../../pivot/callflow/check';
import { defineModule } from '../../../pivot/callflow/moduleDefinition';
import { MODULES } from '../../../pivot/callflow/modules';
import { described, goesOn, integer, moduleData } from '../../../pivot/callflow/modules/fields';
import { MORE_OPTIONS } from './fieldParameter';
import { dataKeys } from './fieldSchema';
import { parameterName, type FormField } from './formField';
import { formData } from './formData';
import { FORM_PARAMETERS, FORMS, formParametersOf } from './forms';
import { FURTHER_KEYS, type ModuleForm } from './moduleForm';

const NAMES = MODULES.map(({ module }) => module);

/** Parameters of the node itself: a field of the same name would hide one of them. */
const TAKEN = ['resource', 'operation', 'branches', MORE_OPTIONS, 'ask', 'query', 'voiceUrl', 'failback'];

function form(module: string): ModuleForm {
	const found = FORMS.get(module);
	if (!found) throw new Error(`no form for ${module}`);
	return found;
}

const fieldsOf = (module: string): readonly FormField[] => [...form(module).fields, ...form(module).rareFields];

/** The parameters an n8n node shows when this module is chosen, those that choose it left out. */
function shown(module: string, parameters = FORM_PARAMETERS): readonly INodeProperties[] {
	return parameters.filter(({ name, displayOptions }) => name === MORE_OPTIONS || displayOptions?.show?.['operation']?.includes(module) === true);
}

/** What is offered under "More Options" when this module is chosen. */
function offered(module: string): readonly string[] {
	const more = FORM_PARAMETERS.find(({ name }) => name === MORE_OPTIONS);
	return (more?.options ?? []).flatMap((option) => {
		if (!('displayName' in option) || !('type' in option)) return [];
		const modules = option.displayOptions?.show?.['/operation'];
		return modules === undefined || modules.includes(module) ? [option.name] : [];
	});
}

describe('the form of Pivot Callflow', () => {
	it('offers all 82 modules, each in its group', () => {
		const modules = FORM_PARAMETERS.filter(({ name }) => name === 'operation').flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => ({ group: displayOptions?.show?.['resource']?.[0], module: 'value' in option ? option.value : '' })),
		);
		expect(modules).toHaveLength(82);
		expect(new Set(modules.map(({ module }) => module))).toEqual(new Set(NAMES));
		for (const { module, group } of MODULES) expect(modules).toContainEqual({ module, group });
	});

	it('chooses an operation of the group in every group', () => {
		for (const { options = [], default: first } of FORM_PARAMETERS.filter(({ name }) => name === 'operation')) {
			expect(options.map((option) => ('value' in option ? option.value : undefined))).toContain(first);
		}
	});

	it('is found by the switch’s name and by plain words', () => {
		const actions = FORM_PARAMETERS.filter(({ name }) => name === 'operation').flatMap(({ options = [] }) => options.map((option) => ('action' in option ? option.action : '')));
		for (const words of ['(voicemail)', 'leave a message', '(device)', 'ring a phone', 'press one for']) {
			expect(actions.filter((action) => action?.includes(words) === true).length, words).toBeGreaterThan(0);
		}
	});

	it('grows by a module that is added to the list, and by nothing else', () => {
		const cheer = defineModule({
			module: 'cheer', title: 'Cheer', group: 'Talk', summary: 'Cheers.', searchWords: ['hooray'], versions: ['master'],
			data: moduleData({ times: described(integer({ min: 1, max: 3 }).default(2), { title: 'How often', unit: 'times' }) }),
			branches: goesOn(), ending: 'continues', answers: true, notes: [],
		});
		const parameters = formParametersOf([...MODULES, cheer]);
		const times = { name: 'times', type: 'number', typeOptions: { minValue: 1, maxValue: 3 }, default: 2 };
		const limits = expect.stringMatching(/From 1 to 3/);
		expect(shown('cheer', parameters)).toContainEqual(expect.objectContaining({ ...times, description: limits, displayOptions: { show: { operation: ['cheer'] } } }));
		expect(shown('tts', parameters).map(({ name }) => name)).toEqual(shown('tts').map(({ name }) => name));
	});

	it('has few enough parameters for n8n to walk on every call', () => {
		expect(FORM_PARAMETERS.length).toBeLessThan(170);
	});

	describe.each(NAMES)('for %s', (module) => {
		it('asks for every key of the definition, once, in its order', () => {
			const elsewhere = module === 'pivot' ? ['voice_url'] : [];
			const asked = fieldsOf(module).map(({ path: [key] }) => key);
			expect([...new Set(asked), ...elsewhere].sort()).toEqual(dataKeys(form(module).definition).map(({ key }) => key).sort());
			const names = form(module).fields.map(parameterName);
			expect(shown(module).map(({ name }) => name).filter((name) => names.includes(name))).toEqual(names);
			for (const field of form(module).rareFields) expect(offered(module)).toContain(parameterName(field));
		});

		it('gives no field the name of another parameter', () => {
			const own = form(module).fields.map(parameterName);
			expect(new Set(own).size).toBe(own.length);
			expect(new Set(offered(module)).size).toBe(offered(module).length);
			for (const name of [...own, ...form(module).rareFields.map(parameterName)]) expect(TAKEN).not.toContain(name);
		});

		it('says nothing when nobody touched it, beyond what the switch needs', () => {
			const untouched = new Map(shown(module).map((parameter) => [parameter.name, parameter.default]));
			const said = formData(form(module), (name) => (name === 'method' && module === 'pivot' ? 'get' : untouched.get(name)));
			const required = form(module).fields.filter((field) => field.required).map(({ path: [key] }) => key);
			expect(said).toMatchObject({ ok: true });
			if (said.ok) for (const key of Object.keys(said.data)) expect(required).toContain(key);
		});

		it('takes keys the definition does not know', () => {
			const said = formData(form(module), (name) => (name === MORE_OPTIONS ? { [FURTHER_KEYS]: '{"x_new": [1]}' } : undefined));
			expect(said).toEqual({ ok: true, data: { x_new: [1] } });
		});
	});
});

describe('what the form says', () => {
	const says = (module: string, parameters: Readonly<Record<string, unknown>>) => formData(form(module), (name) => parameters[name]);

	it('is what was filled in, in the types of the switch', () => {
		expect(says('user', { id: 'u1', timeout: '25', [MORE_OPTIONS]: { can_call_self: 'true' } })).toEqual({ ok: true, data: { id: 'u1', timeout: 25, can_call_self: true } });
	});

	it.each([
		['picked from the list', { __rl: true, mode: 'list', value: 'u1', cachedResultName: 'Ann' }],
		['typed', { __rl: true, mode: 'id', value: ' u1' }],
		['given by an expression', 'u1'],
	])('is the id, %s', (_, id) => {
		expect(says('user', { id })).toMatchObject({ ok: true, data: { id: expect.stringMatching(/^ ?u1$/) } });
	});

	it('is a list where the person typed one with commas', () => {
		expect(says('collect_dtmf', { collection_name: 'pin', [MORE_OPTIONS]: { terminators: '1, 2,#' } })).toEqual({ ok: true, data: { collection_name: 'pin', terminators: ['1', '2', '#'] } });
	});

	it('is a list of ids where several were picked', () => {
		const rules = { row: [{ id: { __rl: true, mode: 'list', value: 'r1' } }, { id: { __rl: true, mode: 'id', value: 'r2' } }] };
		expect(says('temporal_route', { rules })).toEqual({ ok: true, data: { rules: ['r1', 'r2'] } });
	});

	it('is an object where the person named its keys, with the types an expression gave', () => {
		const entries = { entry: [{ key: 'customer', value: '4711' }, { key: 'open_orders', value: 2 }] };
		expect(says('set_variables', { custom_application_vars: entries })).toEqual({ ok: true, data: { custom_application_vars: { customer: '4711', open_orders: 2 } } });
	});

	it.each(['{"a": "1"}', { a: '1' }])('is an object where the person typed JSON or an expression gave one: %j', (given) => {
		expect(says('set_variables', { custom_application_vars: given })).toEqual({ ok: true, data: { custom_application_vars: { a: '1' } } });
	});

	it('is a small object where its keys stand in the form by themselves', () => {
		expect(says('dynamic_cid', { action: 'static', caller_id_name: 'Sales', caller_id_number: '+14155550100' })).toEqual({
			ok: true, data: { action: 'static', caller_id: { name: 'Sales', number: '+14155550100' } },
		});
	});

	it('is the members of a group, each with what differs from the switch’s default', () => {
		const endpoints = { row: [
			{ endpoint_type: 'user', id: { __rl: true, mode: 'list', value: 'u1' }, delay: 0, timeout: 20 },
			{ endpoint_type: 'device', id: 'd1', delay: 5, timeout: 20, moreOptions: { weight: 3 } },
		] };
		expect(says('ring_group', { endpoints })).toEqual({
			ok: true, data: { endpoints: [{ endpoint_type: 'user', id: 'u1' }, { endpoint_type: 'device', id: 'd1', delay: 5, weight: 3 }] },
		});
	});

	it('is the parts of a sequence in their order, each with the keys of its kind', () => {
		const macros = { row: [{ macro: 'tts', text: 'You have', language: 'en-US' }, { macro: 'say', text: '3', type: 'number' }, { macro: 'play', id: 'beep' }] };
		expect(says('audio_macro', { macros })).toEqual({
			ok: true, data: { macros: [{ macro: 'tts', text: 'You have', language: 'en-US' }, { macro: 'say', text: '3', type: 'number' }, { macro: 'play', id: 'beep' }] },
		});
	});

	it('is refused with the name of the field where JSON is broken', () => {
		expect(says('conference', { config: '{"a":' })).toMatchObject({ ok: false, title: 'Room built on the spot' });
	});

	it('is refused where a name is given twice', () => {
		const entries = { entry: [{ key: 'a', value: '1' }, { key: 'a', value: '2' }] };
		expect(says('set_variables', { custom_application_vars: entries })).toMatchObject({ ok: false, title: 'Variables', message: expect.stringContaining('“a” twice') });
	});

	it('keeps a text that is no number, for the check to refuse with its limits', () => {
		expect(says('user', { id: 'u1', timeout: 'soon' })).toEqual({ ok: true, data: { id: 'u1', timeout: 'soon' } });
		const { problems } = checkCallflow({ module: 'user', data: { id: 'u1', timeout: 'soon' }, children: {} });
		expect(problems.map(({ path }) => path)).toEqual(['data.timeout']);
	});

	it('keeps what was added under More Options even where the switch would take it anyway', () => {
		expect(says('pivot', { [MORE_OPTIONS]: { req_body_format: 'form' } })).toEqual({ ok: true, data: { req_body_format: 'form' } });
	});
});

describe('a number field', () => {
	it('stops at the limits of the switch, and says them', () => {
		const duration = shown('sleep').find(({ name }) => name === 'duration');
		expect(duration).toMatchObject({ type: 'number', typeOptions: { minValue: 0, maxValue: 86_400_000 }, default: 0, description: 'From 0 to 86400000.' });
	});
});

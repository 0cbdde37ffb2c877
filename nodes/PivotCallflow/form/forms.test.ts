import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { checkCallflow } from '../../../pivot/callflow/check';
import { MODULES } from '../../../pivot/callflow/modules';
import { formData } from './formData';
import { formFields } from './formField';
import { FORM_PARAMETERS, FORMS } from './forms';
import { FURTHER_KEYS, MORE_OPTIONS, type ModuleForm } from './moduleForm';

const NAMES = MODULES.map(({ module }) => module);

/** Parameters of the node itself: a field of the same name would hide one of them. */
const TAKEN = ['resource', 'operation', 'runsWhen', MORE_OPTIONS, 'ask', 'query', 'voiceUrl', 'failback'];

function form(module: string): ModuleForm {
	const found = FORMS.get(module);
	if (!found) throw new Error(`no form for ${module}`);
	return found;
}

/** The parameters an n8n node shows when this module is chosen. */
function shown(module: string): readonly INodeProperties[] {
	const { group } = form(module).definition;
	return FORM_PARAMETERS.filter(({ displayOptions }) => {
		const { resource, operation } = displayOptions?.show ?? {};
		return resource?.includes(group) === true && operation?.includes(module) === true;
	});
}

describe('the form of Pivot Callflow', () => {
	it('offers all 82 modules, each in its group', () => {
		const offered = FORM_PARAMETERS.filter(({ name }) => name === 'operation').flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => ({ group: displayOptions?.show?.['resource']?.[0], module: 'value' in option ? option.value : '' })),
		);
		expect(offered).toHaveLength(82);
		expect(new Set(offered.map(({ module }) => module))).toEqual(new Set(NAMES));
		for (const { module, group } of MODULES) expect(offered).toContainEqual({ module, group });
	});

	it('chooses an operation of the group in every group', () => {
		for (const { options = [], default: first } of FORM_PARAMETERS.filter(({ name }) => name === 'operation')) {
			expect(options.map((option) => ('value' in option ? option.value : undefined))).toContain(first);
		}
	});

	describe.each(NAMES)('for %s', (module) => {
		it('asks for every key of the definition, once', () => {
			const asked = [...form(module).fields, ...form(module).rareFields].map(({ key }) => key);
			const elsewhere = module === 'pivot' ? ['voice_url'] : [];
			expect([...asked, ...elsewhere].sort()).toEqual(formFields(form(module).definition).map(({ key }) => key).sort());
		});

		it('gives no field the name of another parameter', () => {
			const names = shown(module).map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
			for (const { key } of [...form(module).fields, ...form(module).rareFields]) expect(TAKEN).not.toContain(key);
		});

		it('says nothing when nobody touched it, beyond what the switch needs', () => {
			const untouched = new Map(shown(module).map((parameter) => [parameter.name, parameter.default]));
			const said = formData(form(module), (name) => (name === 'method' && module === 'pivot' ? 'get' : untouched.get(name)));
			const required = form(module).fields.filter((field) => field.required).map(({ key }) => key);
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
	it('is what was filled in, in the types of the switch', () => {
		const said = formData(form('user'), (name) => ({ id: 'u1', timeout: '25', [MORE_OPTIONS]: { can_call_self: 'true' } })[name]);
		expect(said).toEqual({ ok: true, data: { id: 'u1', timeout: 25, can_call_self: true } });
	});

	it('is a list where the person typed one with commas', () => {
		const read = (name: string) => ({ collection_name: 'pin', [MORE_OPTIONS]: { terminators: '1, 2,#' } })[name];
		expect(formData(form('collect_dtmf'), read)).toEqual({ ok: true, data: { collection_name: 'pin', terminators: ['1', '2', '#'] } });
	});

	it('is an object where the person typed JSON or an expression gave one', () => {
		const vars = { a: '1' };
		for (const given of [vars, JSON.stringify(vars)]) {
			expect(formData(form('set_variables'), (name) => ({ custom_application_vars: given })[name])).toEqual({ ok: true, data: { custom_application_vars: vars } });
		}
	});

	it('is refused with the name of the field where JSON is broken', () => {
		const said = formData(form('set_variables'), (name) => ({ custom_application_vars: '{"a":' })[name]);
		expect(said).toMatchObject({ ok: false, title: 'Variables' });
	});

	it('keeps a text that is no number, for the check to refuse with its limits', () => {
		const said = formData(form('user'), (name) => ({ id: 'u1', timeout: 'soon' })[name]);
		expect(said).toEqual({ ok: true, data: { id: 'u1', timeout: 'soon' } });
		const { problems } = checkCallflow({ module: 'user', data: { id: 'u1', timeout: 'soon' }, children: {} });
		expect(problems.map(({ path }) => path)).toEqual(['data.timeout']);
	});

	it('keeps what was added under More Options even where the switch would take it anyway', () => {
		const said = formData(form('pivot'), (name) => (name === MORE_OPTIONS ? { req_body_format: 'form' } : undefined));
		expect(said).toEqual({ ok: true, data: { req_body_format: 'form' } });
	});
});

describe('a number field', () => {
	it('stops at the limits of the switch', () => {
		const duration = shown('sleep').find(({ name }) => name === 'duration');
		expect(duration).toMatchObject({ type: 'number', typeOptions: { minValue: 0, maxValue: 86_400_000 }, default: 0 });
	});
});

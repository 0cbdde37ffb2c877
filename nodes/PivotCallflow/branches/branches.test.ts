import { describe, expect, it } from 'vitest';
import { MODULES, moduleNamed } from '../../../pivot/callflow/modules';
import type { ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import { branchKeys } from './branchKeys';
import { branchParameters } from './branchParameters';
import { branches } from './branching';
import { hasBranchesExpression, outputsExpression } from './outputs';

function definition(module: string): ModuleDefinition {
	const found = moduleNamed(module);
	if (!found) throw new Error(`no module ${module}`);
	return found;
}

const keysOf = (module: string, ...branch: readonly Record<string, unknown>[]) => branchKeys(definition(module), { branch });

describe('modules that branch', () => {
	it.each(['menu', 'branch_variable', 'branch_bnumber', 'check_cid', 'cidlistmatch', 'temporal_route', 'nomorobo', 'acdc_wait_time', 'fax_detect', 'park', 'device', 'user', 'group', 'ring_group', 'resources', 'offnet'])(
		'%s asks which branches to draw',
		(module) => {
			expect(branchParameters(definition(module)).map(({ name }) => name)).toEqual(['branches']);
		},
	);

	it.each(['tts', 'hangup', 'conference', 'pivot'])('%s does not', (module) => {
		expect(branchParameters(definition(module))).toEqual([]);
	});
});

describe('the children branches are drawn for', () => {
	it('are the names the switch looks for', () => {
		expect(keysOf('menu', { when: '<digits>', name: ' 12 ' }, { when: 'timeout' }, { when: '_' })).toEqual({ ok: true, keys: ['12', 'timeout', '_'] });
	});

	it.each([
		['<hangup cause>', 'user_not_registered', 'USER_NOT_REGISTERED'],
		['sip:<code>', 486, 'sip:486'],
		['sip:<code>', 'SIP:486', 'sip:486'],
	])('are written as the switch writes them: %s with %s', (when, name, key) => {
		expect(keysOf('device', { when, name })).toEqual({ ok: true, keys: [key] });
	});

	it('are the ids of what was picked', () => {
		expect(keysOf('temporal_route', { when: '<rule id>', name: { __rl: true, mode: 'list', value: 'r1', cachedResultName: 'Open' } })).toEqual({ ok: true, keys: ['r1'] });
	});

	it('are none where the module has no branches, whatever is left in the form', () => {
		expect(keysOf('tts', { when: 'timeout' })).toEqual({ ok: true, keys: [] });
	});

	it('take names that would be patterns elsewhere as they are', () => {
		expect(keysOf('branch_variable', { when: '<value>', name: '$&' })).toEqual({ ok: true, keys: ['$&'] });
	});

	it.each([
		[[{ when: '<digits>' }], /Branch 1 needs the digits/],
		[[{ when: 'timeout' }, { when: 'timeout' }], /Branches 1 and 2 are both drawn for “timeout”/],
		[[{ when: 'NO_ANSWER' }], /Branch 1 is for “NO_ANSWER”, which “Play a menu” never takes/],
	])('are refused in words: %j', (named, message) => {
		expect(keysOf('menu', ...named)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
	});
});

describe('the expression for the outputs', () => {
	it.each([outputsExpression(MODULES), hasBranchesExpression(MODULES)])('ends only at its end', (expression) => {
		expect(expression.startsWith('={{')).toBe(true);
		expect(expression.indexOf('}}')).toBe(expression.length - 2);
	});

	it('knows every branch of every module', () => {
		const expression = outputsExpression(MODULES);
		for (const { module, branches: all } of MODULES.filter(branches)) {
			expect(expression).toContain(JSON.stringify(module));
			for (const { key } of all) expect(expression).toContain(JSON.stringify(key));
		}
	});
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallflowNode } from '../../pivot/callflow/callflow';
import type { Branch, ModuleDefinition } from '../../pivot/callflow/moduleDefinition';
import { MODULES } from '../../pivot/callflow/modules/index';
import type { JsonObject } from '../../pivot/json';
import type { CallSettings } from '../callOptions';
import type { CallResult } from '../callResult';
import { runStored, startPivots, type PivotServer } from '../testing/pivots';
import { BEHAVIOURS } from './behaviours';

const BOX = 'a'.repeat(32);
const ELSEWHERE: CallflowNode = { module: 'edr' };

/** `data` that make the module do its usual thing. */
const DATA: Readonly<Record<string, JsonObject>> = {
	acdc_member: { id: 'sales' },
	audio_macro: { macros: [{ macro: 'tts', text: 'hello' }] },
	branch_variable: { variable: 'group_id' },
	callflow: { id: 'other' },
	conference: { id: BOX },
	conference_feature: { id: BOX },
	device: { id: 'ann' },
	directory: { id: 'staff' },
	doorman: { id: 'ann', failover_strategy: 'voicemail', vmbox_id: BOX },
	dynamic_cid: { action: 'static', caller_id: { number: '+14155550111' } },
	function: { id: 'f' },
	group: { endpoints: ['ann'] },
	hotdesk: { action: 'login', id: 'ann' },
	language: { language: 'de-de' },
	lookupcidname: { lists: [] },
	menu: { id: 'front' },
	page_group: { audio: 'one-way', endpoints: [{ endpoint_type: 'device', id: 'ann' }] },
	play: { id: 'https://media.example/a.mp3' },
	record_caller: { url: 'https://recordings.example/' },
	ring_group: { endpoints: [{ endpoint_type: 'user', id: 'ann' }] },
	ring_group_toggle: { action: 'login', callflow_id: 'c' },
	tones: { tones: [{ frequencies: [440], duration_on: 500, duration_off: 100 }] },
	tts: { text: 'hello' },
	user: { id: 'ann' },
	voicemail: { id: BOX },
	webhook: { uri: 'https://hooks.example/' },
};

/** What the module's schema asks for beyond that. */
const REQUIRED: Readonly<Record<string, JsonObject>> = {
	doorman: { id: 'ann' },
	manual_presence: { presence_id: '1001' },
	missed_call_alert: { recipients: [{ type: 'email', id: 'ann@example.com' }] },
	nomorobo: { username: 'u' },
	notification: { recipients: [] },
	send_dtmf: { digits: '12' },
	set_alert_info: { alert_info: 'ring-2' },
	set_variables: { custom_application_vars: { tier: 'gold' } },
};

const succeeds: CallSettings = {
	capture: '200',
	script: { digitsFor: {}, digits: ['200#'] },
	account: {
		callflows: { other: ELSEWHERE }, functions: { f: ELSEWHERE }, numbers: { 200: ELSEWHERE }, directories: { staff: { 200: ELSEWHERE } },
		callerIdOwners: { '+14155550100': ['ann'] },
	},
};

const fails: CallSettings = {
	account: {
		endpoints: { ann: { does: 'busy' }, '+14155550100': { does: 'busy' } },
		callerIdOwners: { '+14155550100': ['ann'] },
		queues: { sales: { member: 'timeout' } },
		parking: 'not picked up',
	},
};

describe('the table of modules', () => {
	let server: PivotServer;
	beforeAll(async () => {
		server = await startPivots(() => ({ '/yes': ELSEWHERE }));
	});
	afterAll(() => server.close());

	it('has every module of the switch and no other', () => {
		expect(Object.keys(BEHAVIOURS).sort()).toEqual(MODULES.map(({ module }) => module).sort());
		expect(MODULES).toHaveLength(82);
	});

	it.each(MODULES.map((definition) => [definition.module, definition] as const))('%s answers, branches and ends as its definition says', async (_, definition) => {
		const failed = await run(definition, fails, '/no');
		const succeeded = await run(definition, succeeds, '/yes');
		expect(failed.answered).toBe(definition.answers);

		for (const child of [childTaken(failed), childTaken(succeeded)]) {
			if (child !== undefined) expect(namesOf(definition.branches)).toContain(child);
		}
		switch (definition.ending) {
			case 'continues':
				expect(childTaken(failed)).toBeDefined();
				break;
			case 'terminal':
			case 'hard-stop':
				expect([childTaken(failed), childTaken(succeeded)]).toEqual([undefined, undefined]);
				break;
			case 'ends-on-success':
				expect(childTaken(succeeded)).toBeUndefined();
				// A carrier's failure only goes to a child with the name of the cause.
				expect(childTaken(failed)).toBeDefined();
				break;
			case 'branches-out':
				expect(succeeded.events).toContainEqual(expect.objectContaining({ type: 'node', module: 'edr' }));
				expect(childTaken(failed)).toBe('_');
		}
	});

	it('a hard stop drops what waits, a terminal module does not', async () => {
		const ending = (module: string) => runStored(
			{ module: 'callflow', data: { id: 'other' }, children: { _: { module: 'skel' } } },
			{ account: { callflows: { other: { module } } } },
		);
		expect(childTaken(await ending('hangup'))).toBeUndefined();
		expect(childTaken(await ending('move'))).toBe('_');
	});

	function run(definition: ModuleDefinition, settings: CallSettings, path: string): Promise<CallResult> {
		const { module } = definition;
		const data = module === 'pivot' ? { voice_url: server.url + path } : { ...REQUIRED[module], ...DATA[module] };
		const children = Object.fromEntries(namesOf(definition.branches).map((name) => [name, { module: 'skel' }]));
		return runStored({ module, data, children: { ...children, _: { module: 'skel' } } }, {
			version: definition.versions.includes('master') ? 'master' : 'K5',
			...settings,
			caller: ['call_forward', 'call_waiting', 'do_not_disturb'].includes(module) ? { userIds: ['u1'] } : {},
		});
	}
});

/** The literal child names of a definition. */
function namesOf(branches: readonly Branch[]): string[] {
	return branches.map(({ key }) => key).filter((key) => !key.includes('<'));
}

/** The child of the first node that ran. */
function childTaken(result: CallResult): string | undefined {
	const child = result.events.find((event) => event.type === 'node' && event.module === 'skel' && event.path.length === 1);
	return child?.type === 'node' ? child.path[0] : undefined;
}

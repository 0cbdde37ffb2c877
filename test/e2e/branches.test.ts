import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { spokenApology } from '../../pivot/callflow/apology';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import { placeCall } from '../../switch';
import { spokenTo } from '../harness/callForms';
import { respond, say } from '../harness/chain';
import { packPackage } from '../harness/communityPackage';
import { branches, CALL_COMES_IN, drawing, step, wires, type DrawnNode } from '../harness/drawing';
import { startN8n, type N8n } from '../harness/n8n';
import type { NewWorkflow } from '../harness/n8nApi';
import type { Session } from '../harness/owner';
import { openPairedHouse } from '../harness/pairedHouse';
import { temporaryFolder } from '../harness/places';
import { answeringAlone, publishAlone, webhookOf } from '../harness/publishAlone';
import { hasQueueMode, startQueueMode } from '../harness/queueMode';
import { waitUntil } from '../harness/waitUntil';

const FALLBACK = spokenApology('en-us');
const RESPOND = respond.name;

const folder = temporaryFolder('branches');
let n8n: N8n;
let outside: Server;
let outsideUrl: string;
const asked: string[] = [];

beforeAll(async () => {
	n8n = await startN8n({ folder: `${folder}/n8n`, packages: [await packPackage(`${folder}/package`)] });
	outside = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"crm": "knows"}');
	});
	await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
	const address = outside.address();
	outsideUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(async () => {
	outside.close();
	await n8n.stop();
	rmSync(folder, { recursive: true, force: true });
});

const spoken = (text: string, children = {}) => ({ module: 'tts', data: { text }, children });
const menuOf = (children: Record<string, unknown>) => ({ module: 'menu', data: { id: 'm1' }, children });
const menu = (name: string, ...named: readonly string[]) => step(name, 'menu', { id: { __rl: true, mode: 'id', value: 'm1' }, branches: branches(...named) });
const nothingPassed = (name: string): DrawnNode => ({
	name, type: 'n8n-nodes-base.if', typeVersion: 2.2,
	parameters: { options: {}, conditions: {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 }, combinator: 'and',
		conditions: [{ id: 'c', leftValue: 'a', rightValue: 'b', operator: { type: 'string', operation: 'equals' } }],
	} },
});
const setRaw = (name: string, jsonOutput: string): DrawnNode => ({ name, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput, options: {} } });
const http = (name: string, parameters: Record<string, unknown> = {}): DrawnNode => ({ name, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { url: outsideUrl, options: {}, ...parameters } });
const failing: DrawnNode = { name: 'Throw', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'the CRM is down' } };

/** A menu of three branches, each of which says its name; `between` puts nodes in front of what is said. */
function threeBranches(flow: string, between: readonly DrawnNode[] = [], drawn: readonly string[] = [], settings = answeringAlone(flow)): NewWorkflow {
	const paths = ['0', '1', '2'].map((output) => drawn.find((path) => path.startsWith(`Menu.${output} →`)) ?? `Menu.${output} → Say branch ${output} → ${RESPOND}`);
	return drawing(
		flow, settings,
		[menu('Menu', '<digits>: 1', '<digits>: 2', 'timeout'), say('branch 0'), ...between, say('branch 1'), say('branch 2'), respond],
		wires(`${CALL_COMES_IN} → Menu`, ...paths, ...drawn.filter((path) => !path.startsWith('Menu.'))),
	);
}
const ALL_THREE = menuOf({ 1: spoken('branch 0'), 2: spoken('branch 1'), timeout: spoken('branch 2') });

async function answerOf(workflow: NewWorkflow): Promise<unknown> {
	const { voiceUrl } = await publishAlone(n8n, workflow);
	return await answerTo(voiceUrl);
}

async function answerTo(voiceUrl: string): Promise<unknown> {
	const response = await fetch(`${voiceUrl}?Call-ID=c1&From=1001&To=2000`);
	expect(response.status).toBe(200);
	return await response.json();
}

const runSchema = z.object({
	resultData: z.object({
		error: z.object({ message: z.string() }).optional(),
		runData: z.record(z.string(), z.array(z.object({ hints: z.array(z.object({ message: z.string() })).optional() }))),
	}),
});

/** The newest finished run of a workflow. */
async function runOf(workflowId: string) {
	return await waitUntil(
		async () => {
			const [newest] = await n8n.executions({ workflowId, includeData: true, limit: 1 });
			return newest?.data === undefined || ['running', 'new', 'waiting'].includes(newest.status) ? undefined : runSchema.parse(newest.data).resultData;
		},
		{ withinMs: 15_000, what: 'the run to end' },
	);
}

describe('branches drawn in the editor', () => {
	it('become one callflow', async () => {
		expect(await answerOf(threeBranches('all'))).toEqual(ALL_THREE);
	});

	it('take the caller where the key pressed leads', async () => {
		const { voiceUrl } = await publishAlone(n8n, threeBranches('pressed'));
		const heard = async (...digits: string[]) => spokenTo(await placeCall({ voiceUrl, deny: NO_DENY_LIST, script: { digits } }));
		expect(await heard('1')).toBe('branch 0');
		expect(await heard('2')).toBe('branch 1');
		expect(await heard('')).toBe('branch 2');
	});

	it('may branch again: menus in menus, and hangup causes below them', async () => {
		const workflow = drawing(
			'nested', answeringAlone('nested'),
			[
				menu('Menu', '<digits>: 1', '<digits>: 2'), menu('Menu of menus', '<digits>: 1', '_'), say('deep'), say('none of them'),
				step('Ring', 'device', { id: 'd1', timeout: 20, branches: branches('NO_ANSWER', '<hangup cause>: user_not_registered', 'sip:<code>: 486') }),
				say('nobody'), say('offline'), say('busy'), respond,
			],
			wires(
				`${CALL_COMES_IN} → Menu → Menu of menus → Say deep → ${RESPOND}`, `Menu of menus.1 → Say none of them → ${RESPOND}`,
				`Menu.1 → Ring → Say nobody → ${RESPOND}`, `Ring.1 → Say offline → ${RESPOND}`, `Ring.2 → Say busy → ${RESPOND}`,
			),
		);
		expect(await answerOf(workflow)).toEqual(menuOf({
			1: menuOf({ 1: spoken('deep'), _: spoken('none of them') }),
			2: {
				module: 'device', data: { id: 'd1', timeout: 20 },
				children: { NO_ANSWER: spoken('nobody'), USER_NOT_REGISTERED: spoken('offline'), 'sip:486': spoken('busy') },
			},
		}));
	});

	it('lead into one step that follows all of them', async () => {
		const between: DrawnNode[] = [say('goodbye')];
		const drawn = ['0', '1', '2'].map((output) => `Menu.${output} → Say branch ${output} → Say goodbye`);
		const goodbye = { _: spoken('goodbye') };
		expect(await answerOf(threeBranches('joined', between, [...drawn, `Say goodbye → ${RESPOND}`]))).toEqual(
			menuOf({ 1: spoken('branch 0', goodbye), 2: spoken('branch 1', goodbye), timeout: spoken('branch 2', goodbye) }),
		);
	});

	it.each(['v0', 'v1'])('give the same whichever way the nodes stand on the canvas, in execution order %s', async (executionOrder) => {
		const workflow = threeBranches(`upside-down-${executionOrder}`);
		const turned = workflow.nodes.map((node, position) => ({ ...node, position: [position * 100, -position * 150] }));
		expect(await answerOf({ ...workflow, nodes: turned, settings: { executionOrder } })).toEqual(ALL_THREE);
	});

	it.each([
		['first', 0, '1'],
		['middle', 1, '2'],
		['last', 2, 'timeout'],
	])('leave the fallback in the %s place when an If drops it', async (_, output, key) => {
		const drawn = [`Menu.${output} → Never → Say branch ${output} → ${RESPOND}`];
		expect(await answerOf(threeBranches(`dropped-${output}`, [nothingPassed('Never')], drawn))).toEqual(menuOf({ ...ALL_THREE.children, [key]: FALLBACK }));
	});

	it('leave the fallback where an output leads nowhere', async () => {
		expect(await answerOf(threeBranches('loose', [], ['Menu.1 → Say branch 1']))).toEqual(menuOf({ ...ALL_THREE.children, 2: FALLBACK }));
	});

	it('count once where a wire is drawn twice', async () => {
		expect(await answerOf(threeBranches('twice', [], [`Menu.1 → Say branch 1 → ${RESPOND}`, `Menu → Say branch 0`]))).toEqual(ALL_THREE);
	});

	it('count once where a branch carries two items', async () => {
		const list: DrawnNode = {
			name: 'List', type: 'n8n-nodes-base.set', typeVersion: 3.4,
			parameters: { includeOtherFields: true, options: {}, assignments: { assignments: [{ id: 'a', name: 'list', type: 'array', value: '[1, 2]' }] } },
		};
		const split: DrawnNode = { name: 'Split', type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: 'list', include: 'allOtherFields', options: {} } };
		expect(await answerOf(threeBranches('two-items', [list, split], [`Menu.1 → List → Split → Say branch 1 → ${RESPOND}`]))).toEqual(ALL_THREE);
	});

	it('find their place again behind a Set that drops the item’s fields', async () => {
		expect(await answerOf(threeBranches('set', [setRaw('Set', '{"crm": 1}')], [`Menu.1 → Set → Say branch 1 → ${RESPOND}`]))).toEqual(ALL_THREE);
	});

	it('find their place again behind an HTTP Request', async () => {
		expect(await answerOf(threeBranches('http', [http('Ask the CRM')], [`Menu.1 → Ask the CRM → Say branch 1 → ${RESPOND}`]))).toEqual(ALL_THREE);
		expect(asked).toContain('GET /');
	});
});

describe('a branch that fails', () => {
	it('after others have arrived leaves the fallback in its place, and in the places that were still to come', async () => {
		const { id, voiceUrl } = await publishAlone(n8n, threeBranches('throws', [failing], [`Menu.1 → Throw → ${RESPOND}`]));
		expect(await answerTo(voiceUrl)).toEqual(menuOf({ 1: spoken('branch 0'), 2: FALLBACK, timeout: FALLBACK }));
		expect((await runOf(id)).error?.message).toBe('the CRM is down');
	});

	it('before anything has arrived gives the caller the fallback', async () => {
		expect(await answerOf(threeBranches('throws-first', [failing], [`Menu.0 → Throw → ${RESPOND}`]))).toEqual(FALLBACK);
	});

	it('names both steps where two are drawn at one place', async () => {
		const { id, voiceUrl } = await publishAlone(n8n, threeBranches('conflict', [say('rival')], [`Menu.1 → Say rival → ${RESPOND}`, `Menu → Say branch 1 → ${RESPOND}`]));
		expect(await answerTo(voiceUrl)).toEqual(FALLBACK);
		expect((await runOf(id)).error?.message).toMatch(/“Say branch 1” \(tts\).*“Say branch 0” \(tts\)|“Say branch 0” \(tts\).*“Say branch 1” \(tts\)/);
	});

	it('names the branches where two have one name', async () => {
		const twice = drawing('same-name', answeringAlone('same-name'), [menu('Menu', '<digits>: 1', '<digits>: 1'), respond], wires(`${CALL_COMES_IN} → Menu → ${RESPOND}`));
		const { id, voiceUrl } = await publishAlone(n8n, twice);
		expect(await answerTo(voiceUrl)).toEqual(FALLBACK);
		expect((await runOf(id)).error?.message).toMatch(/Branches 1 and 2 are both drawn for “1”/);
	});

	it('says what is missing where a branch has no name', async () => {
		const { id, voiceUrl } = await publishAlone(n8n, drawing('no-name', answeringAlone('no-name'), [menu('Menu', '<digits>'), respond], wires(`${CALL_COMES_IN} → Menu → ${RESPOND}`)));
		expect(await answerTo(voiceUrl)).toEqual(FALLBACK);
		expect((await runOf(id)).error?.message).toMatch(/Branch 1 needs the digits/);
	});
});

describe('a node of others in a branch', () => {
	async function hints(flow: string, node: DrawnNode, path: string): Promise<string> {
		const { id, voiceUrl } = await publishAlone(n8n, threeBranches(flow, [node], [path]));
		expect(await answerTo(voiceUrl)).toEqual(ALL_THREE);
		const { runData } = await runOf(id);
		return (runData[RESPOND] ?? []).flatMap(({ hints: said = [] }) => said.map(({ message }) => message)).join(' ');
	}

	it('is warned of where it changes something, for it ran on every call', async () => {
		const tell = http('Tell the CRM', { method: 'POST' });
		const said = await hints('side-effect', tell, `Menu.1 → Tell the CRM → Say branch 1 → ${RESPOND}`);
		expect(said).toContain('“Tell the CRM” (behind “Menu”) stands in a drawn branch');
		expect(said).toContain('Ask a Server What to Do Next');
	});

	it('is warned of where nothing follows it', async () => {
		const { id, voiceUrl } = await publishAlone(n8n, threeBranches('dangling', [http('Tell the CRM', { method: 'POST' })], ['Menu.1 → Tell the CRM', `Menu.1 → Say branch 1 → ${RESPOND}`]));
		await answerTo(voiceUrl);
		expect(JSON.stringify((await runOf(id)).runData[RESPOND])).toContain('“Tell the CRM” (behind “Menu”)');
	});

	it('is not warned of where it only reads', async () => {
		expect(await hints('harmless', http('Ask the CRM'), `Menu.1 → Ask the CRM → Say branch 1 → ${RESPOND}`)).not.toContain('Ask the CRM');
	});
});

describe('in the editor', () => {
	let editor: Session;
	beforeAll(async () => {
		editor = await n8n.logIn();
	});

	async function answerOfTest(workflow: NewWorkflow, destination?: string) {
		const id = await n8n.createWorkflow(workflow);
		const run = { workflowId: id, startNodes: [], triggerToStartFrom: { name: CALL_COMES_IN } };
		const destinationNode = destination === undefined ? {} : { destinationNode: { nodeName: destination, mode: 'inclusive' } };
		expect(await editor('POST', `/rest/workflows/${id}/run`, { ...run, ...destinationNode })).toEqual({ data: { waitingForWebhook: true } });
		return await answerTo(n8n.webhookUrl(webhookOf(workflow)).replace('/webhook/', '/webhook-test/'));
	}

	it('the test URL gives the whole callflow', async () => {
		expect(await answerOfTest(threeBranches('test-url'))).toEqual(ALL_THREE);
	});

	it('“Execute step” on Pivot Respond gives the whole callflow', async () => {
		expect(await answerOfTest(threeBranches('execute-step'), RESPOND)).toEqual(ALL_THREE);
	});
});

describe('with a pivot server', () => {
	it('open places are filled with the flow’s fallback, whoever is called', async () => {
		const house = await openPairedHouse('branches-paired');
		try {
			const flow = await house.publish(threeBranches('paired', [nothingPassed('Never')], [`Menu.1 → Never → Say branch 1 → ${RESPOND}`], { flow: 'paired' }));
			const heard = async (...digits: string[]) => spokenTo(await placeCall({ voiceUrl: flow.voiceUrl, deny: NO_DENY_LIST, script: { digits } }));
			expect(await heard('1')).toBe('branch 0');
			expect(await heard('2')).toBe(FALLBACK.data?.['text']);
		} finally {
			await house.close();
		}
	});
});

describe.skipIf(!hasQueueMode())('in queue mode', () => {
	it('branches become one callflow, with the fallback where one is dropped', async () => {
		const queueMode = await startQueueMode(`${folder}/queue`, [await packPackage(`${folder}/package-of-queue`)]);
		const main = queueMode.n8n;
		try {
			const whole = await publishAlone(main, threeBranches('queue-all'));
			expect(await answerTo(whole.voiceUrl)).toEqual(ALL_THREE);
			const dropped = await publishAlone(main, threeBranches('queue-dropped', [nothingPassed('Never')], [`Menu.1 → Never → Say branch 1 → ${RESPOND}`]));
			expect(await answerTo(dropped.voiceUrl)).toEqual(menuOf({ ...ALL_THREE.children, 2: FALLBACK }));
			const throwing = await publishAlone(main, threeBranches('queue-throws', [failing], [`Menu.1 → Throw → ${RESPOND}`]));
			expect(await answerTo(throwing.voiceUrl)).toEqual(menuOf({ 1: spoken('branch 0'), 2: FALLBACK, timeout: FALLBACK }));
		} finally {
			await queueMode.close();
		}
	});
});

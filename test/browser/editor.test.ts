import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleId, SAMPLE_LOGIN, startCrossbar, type RunningCrossbar } from '../../switch/crossbar';
import { respond, say } from '../harness/chain';
import { packPackage } from '../harness/communityPackage';
import { branches, CALL_COMES_IN, drawing, step, wires, type DrawnNode } from '../harness/drawing';
import { startN8n, type N8n } from '../harness/n8n';
import { temporaryFolder } from '../harness/places';
import { answeringAlone } from '../harness/publishAlone';
import { hasChromium, openEditor, type Editor } from './openEditor';
import { pictureOf } from './pictureOf';

const RESPOND = respond.name;
const folder = temporaryFolder('editor-pictures');

let crossbar: RunningCrossbar;
let n8n: N8n;
let editor: Editor;
let credential: string;

describe.skipIf(!hasChromium())('Pivot Callflow in the editor, beside the API of a switch', () => {
	beforeAll(async () => {
		crossbar = await startCrossbar();
		n8n = await startN8n({ folder: path.join(folder, 'n8n'), packages: [await packPackage(path.join(folder, 'package'))] });
		credential = await n8n.createCredential('Acme’s switch', 'kazooApi', {
			dialect: 'kazoo', baseUrl: crossbar.url, signIn: 'password', ...SAMPLE_LOGIN, accountBy: 'name', account: 'Acme',
		});
		editor = await openEditor(n8n.address, 2);
	});
	afterAll(async () => {
		await editor.close();
		await n8n.stop();
		await crossbar.close();
		rmSync(folder, { recursive: true, force: true });
	});

	/** Puts nodes on a new canvas and opens it. */
	async function draw(name: string, nodes: readonly DrawnNode[], ...paths: readonly string[]): Promise<void> {
		const drawn = drawing(name, answeringAlone('front-desk'), nodes, wires(...paths));
		const withSwitch = drawn.nodes.map((node) => ({ ...node, ...(String(node['type']).endsWith('.pivotCallflow') ? { credentials: { kazooApi: { id: credential, name: 'Acme’s switch' } } } : {}) }));
		await editor.open(await n8n.createWorkflow({ ...drawn, nodes: withSwitch }));
		await editor.page.keyboard.press('1');
	}

	async function openNode(name: string): Promise<void> {
		await editor.page.dblclick(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
		await editor.page.waitForSelector('[data-test-id="node-parameters"]');
	}

	/** Labels, and what the fields hold. */
	async function shownText(): Promise<string> {
		const form = editor.page.locator('[data-test-id="node-parameters"]');
		const held = await form.locator('input').all();
		return [await form.innerText(), ...(await Promise.all(held.map((input) => input.inputValue())))].join('\n');
	}

	it('shows the form of a module, with units, defaults and choices in plain words', async () => {
		await draw('Form', [step('Leave a message', 'voicemail')], `${CALL_COMES_IN} → Leave a message`);
		await openNode('Leave a message');
		const text = await shownText();
		for (const label of ['Voicemail and Fax', 'What to Do', 'Leave a Message', 'Voicemail Box', 'Longest Message (s)', 'More Options']) expect(text).toContain(label);
		await pictureOf(editor.page, 'pivot-callflow-form.png');
	});

	it('draws an output for each branch of a menu, labelled with what the switch will do later', async () => {
		const menu = { __rl: true, mode: 'list', value: sampleId('menu front desk'), cachedResultName: 'Front desk' };
		await draw(
			'Menu',
			[
				step('Front desk menu', 'menu', { id: menu, branches: branches('<digits>: 1', '<digits>: 2', 'timeout') }, [0, 0]),
				step('Ring Ann', 'user', { id: { __rl: true, mode: 'list', value: sampleId('user ann'), cachedResultName: 'Ann Archer' }, branches: branches('NO_ANSWER', 'USER_BUSY') }, [420, -200]),
				{ ...say('the address'), at: [420, 60] }, { ...say('it again'), at: [420, 240] },
				step('Leave a message', 'voicemail', {}, [840, -280]), { ...say('she is on the phone'), at: [840, -100] }, { ...respond, at: [1200, 0] },
			],
			`${CALL_COMES_IN} → Front desk menu → Ring Ann → Leave a message → ${RESPOND}`, `Ring Ann.1 → Say she is on the phone → ${RESPOND}`,
			`Front desk menu.1 → Say the address → ${RESPOND}`, `Front desk menu.2 → Say it again → ${RESPOND}`,
		);
		const labels = await editor.page.locator('[data-node-name="Front desk menu"] .canvas-node-handle-main-output, [data-test-id="canvas-node-output-handle"]').allInnerTexts();
		expect(labels.join('\n')).toContain('when 2 is pressed (drawn now)');
		expect(labels.join('\n')).toContain('when busy (drawn now)');
		await pictureOf(editor.page, 'menu-with-outputs.png');
	});

	it('says over the outputs what they mean, once there are any', async () => {
		await openNode('Front desk menu');
		await editor.page.getByText('Each output draws one branch, on every call').waitFor();
	});

	it('lists the users of the switch, and finds one', async () => {
		await draw('Picker', [step('Ring someone', 'user')], `${CALL_COMES_IN} → Ring someone`);
		await openNode('Ring someone');
		await editor.page.getByPlaceholder('Choose a user…').click();
		await editor.page.getByText('Cleo Crane').waitFor();
		await editor.page.keyboard.type('ar');
		await editor.page.getByText('Cleo Crane').waitFor({ state: 'hidden' });
		await pictureOf(editor.page, 'picker.png');
		await editor.page.getByText('Ann Archer').click();
		await expect.poll(() => editor.page.locator('[data-test-id="rlc-input"]').first().inputValue()).toContain('Ann Archer');
	});

	it('says that the switch cannot be reached, and takes an ID by hand', async () => {
		await draw('Unreachable', [step('Ring someone', 'user')]);
		await openNode('Ring someone');
		await crossbar.close();
		await editor.page.getByPlaceholder('Choose a user…').click();
		await editor.page.getByText(/cannot be reached from n8n.*By ID/).waitFor();
		await editor.page.locator('[data-test-id="rlc-mode-selector"]').click();
		await editor.page.getByText('By ID', { exact: true }).click();
		await editor.page.locator('[data-test-id="rlc-input"] input, input[data-test-id="rlc-input"]').first().fill('u1');
		expect(await shownText()).toContain('u1');
	});

	it('is found by what a person would call it', async () => {
		await draw('Search', [step('Ring someone', 'user')]);
		await editor.page.click('[data-test-id="node-creator-plus-button"]');
		for (const words of ['leave a message', 'ring a phone', 'collect_dtmf']) {
			await editor.page.fill('[data-test-id="node-creator-search-bar"]', words);
			await editor.page.locator('[data-test-id="item-iterator-item"]:has-text("Pivot Callflow")').waitFor();
		}
	});

	it('is readable on a dark canvas', async () => {
		await editor.page.evaluate('localStorage.setItem("N8N_THEME", "dark")');
		await draw('Dark', [step('Ring someone', 'user', { branches: branches('NO_ANSWER', '_') })]);
		await editor.page.waitForSelector('body[data-theme="dark"]');
		const icon = await editor.page.locator('[data-node-name="Ring someone"] img').getAttribute('src');
		expect(icon).toContain('dark');
	});
});

import path from 'node:path';
import * as z from 'zod/v4';
import type { Page } from 'playwright-core';
import type { NewWorkflow } from '../harness/n8nApi';
import { openPairedHouse } from '../harness/pairedHouse';
import { exampleNames, exampleWorkflow, withTrigger } from '../harness/pivotWorkflow';
import { projectRoot } from '../harness/places';
import { openEditor } from './openEditor';

/*
 * Draws the graph of every example workflow into docs/images/workflows, as n8n's editor shows it. Run it when a workflow changes:
 *
 *     node --import tsx test/browser/workflowPictures.ts [NAME…]
 */

/** Around what is drawn, in pixels. */
const MARGIN = 30;
/** What stands under a node: its name, in two lines at most, and what it does. */
const UNDER_NODE = 60;
/** Room for what the editor shows around the canvas. */
const FRAME = { width: 460, height: 420 };
/** What a node takes, its name and its loose outputs included. */
const NODE = { width: 260, height: 180 };

const placed = z.object({ position: z.tuple([z.number(), z.number()]), parameters: z.object({ width: z.number().optional(), height: z.number().optional() }) });

/** A window in which the whole drawing fits at its natural size. */
function windowFor(workflow: NewWorkflow): { readonly width: number; readonly height: number } {
	const boxes = workflow.nodes.map((node) => placed.parse(node)).map(({ position: [x, y], parameters: { width = NODE.width, height = NODE.height } }) => ({
		left: x, top: y, right: x + width, bottom: y + height,
	}));
	const width = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
	const height = Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
	return { width: width + FRAME.width, height: height + FRAME.height };
}

/** What floats over the canvas stays out of the picture. */
const CANVAS_ONLY = `
	.vue-flow__panel, .vue-flow__minimap, [data-test-id="node-creator-plus-button"], [data-test-id="add-sticky-button"], [class*="nodeButtons"],
	[data-test-id="ask-assistant-floating-button"] { visibility: hidden !important; }
`;

async function takePicture(page: Page, workflow: NewWorkflow, file: string): Promise<void> {
	await page.setViewportSize(windowFor(workflow));
	await page.addStyleTag({ content: CANVAS_ONLY });
	await page.keyboard.press('1');
	await page.waitForTimeout(1500);
	const boxes = await Promise.all((await page.locator('.vue-flow__node, .vue-flow__edge-path, [data-test-id="canvas-handle-plus"]').all()).map((drawn) => drawn.boundingBox()));
	const shown = boxes.filter((box) => box !== null);
	const left = Math.min(...shown.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...shown.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...shown.map(({ x, width }) => x + width)) + MARGIN;
	const bottom = Math.max(...shown.map(({ y, height }) => y + height)) + UNDER_NODE + MARGIN;
	await page.screenshot({ path: file, clip: { x: left, y: top, width: right - left, height: bottom - top } });
}

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : exampleNames();
const house = await openPairedHouse('pictures');
try {
	const editor = await openEditor(house.n8n.address);
	try {
		for (const name of names) {
			const workflow = withTrigger(exampleWorkflow(`${name}.json`), house.credential);
			const id = await house.n8n.createWorkflow(workflow);
			await editor.open(id);
			const file = path.join(projectRoot, 'docs', 'images', 'workflows', `${name}.png`);
			await takePicture(editor.page, workflow, file);
			console.log(file);
		}
	} finally {
		await editor.close();
	}
} finally {
	await house.close();
}

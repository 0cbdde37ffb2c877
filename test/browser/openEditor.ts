import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { owner } from '../harness/owner';

/** Debian's Chromium: it speaks to n8n's own host only. */
const CHROMIUM = '/usr/bin/chromium';
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * Whether n8n's editor can be looked at here.
 *
 * @throws in CI, where nothing may be left out
 */
export function hasChromium(): boolean {
	const found = existsSync(CHROMIUM);
	if (!found && process.env['CI']) throw new Error(`The editor is not tested: there is no ${CHROMIUM}. Install the Debian package “chromium”.`);
	return found;
}

export interface Editor {
	readonly page: Page;
	/** Opens a workflow and waits until its nodes are drawn. */
	open(workflowId: string): Promise<void>;
	close(): Promise<void>;
}

/**
 * n8n's editor in a headless Chromium, with the owner signed in.
 *
 * @param address n8n's address
 * @param scale pixels of a picture for each pixel of the page
 */
export async function openEditor(address: string, scale = 1): Promise<Editor> {
	const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
	const page = await browser.newPage({ deviceScaleFactor: scale, viewport: { width: 1600, height: 900 } });
	await page.goto(`${address}/signin`, { waitUntil: 'domcontentloaded' });
	await page.fill('input[name="emailOrLdapLoginId"]', owner.email, { timeout: 60_000 });
	await page.fill('input[name="password"]', owner.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'), { timeout: 60_000 });
	return {
		page,
		open: async (workflowId) => {
			await page.goto(`${address}/workflow/${workflowId}`, { waitUntil: 'domcontentloaded' });
			await page.waitForSelector('[data-test-id="canvas-node"]', { timeout: 60_000 });
		},
		close: () => browser.close(),
	};
}

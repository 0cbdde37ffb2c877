import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot, runFolder } from '../harness/places';

/**
 * Takes a picture of the page. Those of the documentation are replaced only when asked for, with `PIVOT_PICTURES=new`: two pictures
 * of the same page are never the same file.
 *
 * @returns where it lies
 */
export async function pictureOf(page: Page, name: string): Promise<string> {
	const kept = path.join(projectRoot, 'docs', 'images', name);
	const file = existsSync(kept) && process.env['PIVOT_PICTURES'] !== 'new' ? path.join(runFolder('pictures'), name) : kept;
	await page.waitForTimeout(1000);
	await page.screenshot({ path: file });
	return file;
}

import { expect } from 'vitest';
import { KAZOO_DENY_LIST } from '../../../../pivot/callflow/denyList';
import { readToken } from '../../../../pivot/pairing/signature';
import { TEST_TOKEN } from '../../testing/settings';
import type { Check } from '../check';
import { examine } from '../examine';
import type { Finding } from '../finding';
import { createPatient } from '../patient';
import type { DoctorSettings } from '../settings';

/** What one check finds, as the command would report it. */
export async function examined(check: Check, settings: Partial<DoctorSettings> = {}): Promise<readonly Finding[]> {
	const patient = createPatient({
		server: 'http://127.0.0.1:9', token: readToken(TEST_TOKEN), publicUrl: undefined, deny: KAZOO_DENY_LIST, ca: [], crossbar: 'KAZOO_URL is not set.', now: Date.now, ...settings,
	});
	try {
		return (await examine([check], patient)).map(({ verdict, sentence }) => ({ verdict, sentence }));
	} finally {
		await patient.close();
	}
}

/** One finding, matched by its verdict and part of its sentence. */
export function found(verdict: Finding['verdict'], ...parts: readonly string[]): Finding {
	return { verdict, sentence: expect.stringMatching(new RegExp(parts.map(escaped).join('.*'), 's')) as string };
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

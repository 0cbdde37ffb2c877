import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDescendants, readAccount } from '../../crossbar/accounts';
import { findCallflow, listCallflows, readCallflow, writeCallflow } from '../../crossbar/callflows';
import { connectNumber, disconnectNumber } from '../../crossbar/connectNumber';
import { readDebugLog } from '../../crossbar/debugLog';
import type { CrossbarLogin } from '../../crossbar/login';
import { setDebug, storedPivots } from '../../crossbar/pivotNodes';
import { listResources, RESOURCE_KINDS } from '../../crossbar/resources';
import { createCrossbar, type Crossbar } from '../../crossbar/session';
import { NO_DENY_LIST } from '../../pivot/callflow/denyList';
import { SAMPLE_LOGIN, SAMPLE_NUMBER, startCrossbar, type RunningCrossbar } from '../../switch/crossbar';
import { fetchTransport } from './fetchTransport';

const VOICE_URL = 'https://pivot.example.com/f/front-desk';

describe('the operations against a switch', () => {
	let server: RunningCrossbar;
	let crossbar: Crossbar;
	let accountId: string;
	const opened = (login: CrossbarLogin): Crossbar => createCrossbar({ transport: fetchTransport(server.url), login, now: Date.now });

	beforeAll(async () => {
		server = await startCrossbar();
		accountId = server.store.primary.id;
		crossbar = opened({ kind: 'password', ...SAMPLE_LOGIN, account: { name: 'acme' } });
	});
	afterAll(() => server.close());

	it.each<['md5' | 'sha', string]>([['md5', 'Ann'], ['sha', 'ANN']])('log in with a password as %s, however the name is written', async (hash, username) => {
		const identity = await opened({ kind: 'password', username, password: SAMPLE_LOGIN.password, account: { realm: server.store.primary.realm }, hash }).identity();
		expect(identity).toMatchObject({ accountId, isReseller: server.store.primary.isReseller });
	});

	it('go on after the switch took all tokens back', async () => {
		await readAccount(crossbar, accountId);
		server.takeTokensBack();
		await expect(readAccount(crossbar, accountId)).resolves.toMatchObject({ id: accountId });
	});

	it('say a wrong password and a wrong token in a sentence', async () => {
		const wrong = opened({ kind: 'password', username: 'ann', password: 'wrong', account: { name: 'acme' } });
		await expect(readAccount(wrong, accountId)).rejects.toMatchObject({ code: 'crossbar.login-refused', status: 401 });
		await expect(readAccount(opened({ kind: 'token', token: 'x'.repeat(32) }), accountId)).rejects.toMatchObject({ code: 'crossbar.unauthorized' });
	});

	it('reach the accounts below, and no other', async () => {
		const below = await listDescendants(crossbar, accountId);
		expect(below.length).toBeGreaterThan(0);
		for (const { id, name } of below) await expect(readAccount(crossbar, id)).resolves.toMatchObject({ id, name });
		const lower = server.store.account(below[0]?.id ?? '');
		const child = opened({ kind: 'api-key', apiKey: lower?.apiKey ?? '' });
		await expect(readAccount(child, accountId)).rejects.toMatchObject({ code: 'crossbar.forbidden' });
		await expect(listCallflows(child, accountId)).rejects.toMatchObject({ code: 'crossbar.forbidden' });
	});

	it('connect a number, set its debug flag, and undo it, with the callflow as it was', async () => {
		const { row } = await findCallflow(crossbar, accountId, SAMPLE_NUMBER);
		const original = await writeCallflow(crossbar, accountId, await readCallflow(crossbar, accountId, row.id));
		const connected = await writeCallflow(crossbar, accountId, connectNumber(original, { voiceUrl: VOICE_URL, reqTimeoutMs: 4500 }).after);
		expect(storedPivots(connected)).toMatchObject([{ path: 'flow', hasFailback: true, data: { method: 'post', req_body_format: 'json', req_timeout_ms: 4500, debug: false } }]);
		expect(connectNumber(connected, { voiceUrl: VOICE_URL, reqTimeoutMs: 4500 }).changed).toBe(false);

		const flagged = await writeCallflow(crossbar, accountId, setDebug(connected, true).after);
		expect(flagged['flow']).toEqual({ ...Object(connected['flow']), data: { ...storedPivots(connected)[0]?.data, debug: true } });

		await writeCallflow(crossbar, accountId, disconnectNumber(await readCallflow(crossbar, accountId, row.id)).after);
		await expect(readCallflow(crossbar, accountId, row.id)).resolves.toEqual(original);
	});

	it('name the field of a callflow the switch refuses', async () => {
		const { row } = await findCallflow(crossbar, accountId, SAMPLE_NUMBER);
		const document = await readCallflow(crossbar, accountId, row.id);
		const writing = writeCallflow(crossbar, accountId, connectNumber(document, { voiceUrl: 'http://127.0.0.1/f/x' }).after);
		await expect(writing).rejects.toMatchObject({ code: 'crossbar.validation' });
		await expect(writing).rejects.toThrow('voice_url');
	});

	it('say what is not there', async () => {
		const reading = readCallflow(crossbar, accountId, '0'.repeat(32));
		await expect(reading).rejects.toMatchObject({ code: 'crossbar.not-found' });
		await expect(reading).rejects.toThrow('0'.repeat(32));
		await expect(findCallflow(crossbar, accountId, '+14155559999')).rejects.toMatchObject({ code: 'crossbar.not-found' });
	});

	it('list what an account has', async () => {
		const users = await listResources(crossbar, accountId, 'users');
		expect(users).toContainEqual(expect.objectContaining({ name: 'Ann Archer', detail: 'ann' }));
		await expect(listResources(crossbar, accountId, 'users', { search: 'archer' })).resolves.toHaveLength(1);
		await expect(listResources(crossbar, accountId, 'devices', { filter: { owner_id: users[0]?.id ?? '' } })).resolves.toHaveLength(1);
		for (const kind of RESOURCE_KINDS) await expect(listResources(crossbar, accountId, kind), kind).resolves.toBeInstanceOf(Array);
	});

	it('read an empty debug log as empty', async () => {
		const now = Date.now();
		const judge = { version: 'any', deny: NO_DENY_LIST } as const;
		await expect(readDebugLog(crossbar, { accountId, from: now - 40 * 86_400_000, to: now, judge })).resolves.toEqual({ attempts: [], remarks: [], unread: [], complete: true });
	});
});

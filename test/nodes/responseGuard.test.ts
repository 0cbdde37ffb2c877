import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express, { type Response } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { guardResponse } from '../../nodes/PivotTrigger/responseGuard';
import { KAZOO_DENY_LIST } from '../../pivot/callflow/denyList';
import { spokenApology } from '../../pivot/callflow/apology';
import { judgeAnswer } from '../../pivot/judge/judgeAnswer';

const FALLBACK = spokenApology('en-us');
const GOOD = { module: 'tts', data: { text: 'hello' }, children: {} };

const closing: (() => void)[] = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** What a switch gets from an express that answers like this behind the guard, as n8n does. */
async function answerOf(act: (response: Response, sendFallback: () => void) => void) {
	const app = express();
	app.get('/', (_request, response) => {
		const guard = guardResponse(response, FALLBACK, (answer) => judgeAnswer(answer, { version: 'any', deny: KAZOO_DENY_LIST }).outcome === 'runs');
		act(response, () => {
			guard.sendFallback();
		});
	});
	const server = app.listen(0, '127.0.0.1');
	closing.push(() => server.close());
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const response = await fetch(`http://127.0.0.1:${port}/`);
	return { status: response.status, type: response.headers.get('content-type'), encoding: response.headers.get('etag'), json: await response.json() };
}

describe('the guard of a trigger that answers alone', () => {
	it('lets a good callflow pass as it is', async () => {
		expect(await answerOf((response) => response.json(GOOD))).toMatchObject({ status: 200, type: 'application/json; charset=utf-8', json: GOOD });
	});

	it('puts a callflow together that comes in pieces', async () => {
		const got = await answerOf((response) => {
			response.setHeader('content-type', 'application/json');
			Readable.from([JSON.stringify(GOOD).slice(0, 9), JSON.stringify(GOOD).slice(9)]).pipe(response);
		});
		expect(got).toMatchObject({ status: 200, json: GOOD });
	});

	it.each<[string, (response: Response) => void]>([
		['an error of the workflow', (response) => response.status(500).json({ message: 'Error in workflow' })],
		['an empty 200', (response) => response.end()],
		['a 404', (response) => response.status(404).json(GOOD)],
		['a redirect', (response) => response.redirect('https://elsewhere.example.com/')],
		['HTML', (response) => response.send('<p>n8n</p>')],
		['broken JSON', (response) => response.type('application/json').send('{"module":')],
		['a callflow the switch refuses', (response) => response.json({ module: 'tts', data: {} })],
		['a callflow in a wrapper', (response) => response.json({ flow: GOOD })],
	])('turns %s into the fallback, as 200 and JSON', async (_what, act) => {
		expect(await answerOf(act)).toEqual({ status: 200, type: 'application/json', encoding: null, json: FALLBACK });
	});

	it('sends the fallback at once when the deadline comes, and nothing a second time', async () => {
		const later: unknown[] = [];
		const got = await answerOf((response, sendFallback) => {
			sendFallback();
			sendFallback();
			try {
				response.status(200).set('x-late', '1').json(GOOD);
				response.end();
			} catch (error) {
				later.push(error);
			}
		});
		expect(got).toMatchObject({ status: 200, json: FALLBACK });
		expect(later).toEqual([]);
	});

	it('leaves an answer alone that has left', async () => {
		const got = await answerOf((response, sendFallback) => {
			response.json(GOOD);
			sendFallback();
		});
		expect(got.json).toEqual(GOOD);
	});
});

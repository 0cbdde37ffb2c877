import { setTimeout as sleep } from 'node:timers/promises';
import { owner } from '../test/harness/owner';
import { placeCall, renderTrace } from '../switch';
import { NO_DENY_LIST } from '../pivot/callflow/denyList';
import { openHouse, type DemoHouse } from './house';
import { SCENES, type Scene } from './scenes';

const once = process.argv.includes('--once');
const started = Date.now();
const say = (line: string) => {
	console.log(`[${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s] ${line}`);
};

/** Places the call of a scene and prints what the caller went through. Gives the complaint, if there is one. */
async function play({ n8n, server }: DemoHouse, scene: Scene): Promise<string | undefined> {
	console.log(`\n── ${scene.title} ──\n`);
	if (scene.withoutN8n === true) {
		say('Stopping n8n');
		await n8n.stop();
	}
	const { voiceUrl } = await server.flow(scene.flow);
	const at = new Date();
	const result = await placeCall({ ...scene.call, voiceUrl, deny: NO_DENY_LIST });
	console.log(renderTrace(result, { colours: process.stdout.isTTY }));
	if (result.verdict !== 'served') return `The caller was ${result.verdict}: ${result.reason}`;
	return scene.complaint(result, at);
}

async function addresses({ n8n, server }: DemoHouse): Promise<string> {
	const flows = await Promise.all([...new Set(SCENES.map(({ flow }) => flow))].map((name) => server.flow(name)));
	const [first] = flows;
	return [
		'',
		'── Everything is up; Ctrl-C ends it ──',
		'',
		`n8n            ${n8n.address}   (${owner.email}, password ${owner.password})`,
		`pivot server   ${server.address}   (token ${server.token})`,
		...flows.map(({ flow, voiceUrl }) => `${flow.padEnd(14)} ${voiceUrl}`),
		'',
		'Call a flow yourself:',
		'',
		`  node_modules/.bin/node server/dist/kazoo-pivot.mjs call '${first?.voiceUrl ?? ''}' --allow-loopback`,
		'',
	].join('\n');
}

/** Until Ctrl-C, or until whoever started this ends it. */
function interrupted(): Promise<void> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => {
			resolve();
		});
	});
}

async function main(): Promise<number> {
	const house = await openHouse(say);
	const stopped = interrupted();
	say('Everything is up. The switch of this demo lives on this machine, so the list of URLs a switch refuses is turned off.');
	const complaints: string[] = [];
	try {
		for (const scene of SCENES) {
			const complaint = await play(house, scene);
			if (complaint !== undefined) complaints.push(`${scene.title}: ${complaint}`);
		}
		if (complaints.length === 0) say(`All ${SCENES.length} callers were served as expected.`);
		for (const complaint of complaints) console.error(`✘ ${complaint}`);
		if (once) return complaints.length === 0 ? 0 : 1;

		say('Starting n8n again');
		await house.n8n.start();
		console.log(await addresses(house));
		await stopped;
		return 0;
	} finally {
		say('Stopping n8n and the pivot server');
		await Promise.race([house.close(), sleep(40_000, undefined, { ref: false })]);
	}
}

process.exitCode = await main();

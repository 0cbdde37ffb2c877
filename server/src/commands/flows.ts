import { parseArgs } from 'node:util';
import * as z from 'zod/v4';
import { apiErrorSchema, flowSchema } from '../../../pivot/pairing/messages';
import type { Token } from '../../../pivot/pairing/signature';
import { askServer } from '../api/askServer';
import { readServerAccess, SERVER_HELP, SERVER_OPTIONS } from '../api/serverAccess';
import { messageOf } from '../logs/log';

const HELP = `kazoo-pivot flows [list]       the flows of a pivot server, with their voice URLs
kazoo-pivot flows key NAME     gives a flow a new key: its voice URL changes, the old one leads nowhere
kazoo-pivot flows remove NAME  removes a flow: its voice URL leads nowhere, its name is free

${SERVER_HELP}`;

const ACTS = ['list', 'key', 'remove'] as const;

interface FlowsArguments {
	readonly act: (typeof ACTS)[number];
	readonly name: string;
	readonly server: string;
	readonly token: Token;
}

/** `kazoo-pivot flows`: what is done to flows by hand, because no workflow may do it by the way. */
export async function flows(argv: string[]): Promise<number> {
	let given: FlowsArguments | undefined;
	try {
		given = readArguments(argv);
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\n\n${HELP}`);
		return 2;
	}
	if (!given) {
		process.stdout.write(HELP);
		return 0;
	}
	try {
		process.stdout.write(await act(given));
		return 0;
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\n`);
		return 1;
	}
}

async function act({ act: name, name: flow, server, token }: FlowsArguments): Promise<string> {
	const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string): Promise<unknown> => {
		const { status, json } = await askServer(server, token, method, path);
		if (status === 200) return json;
		const refusal = apiErrorSchema.safeParse(json);
		throw new Error(refusal.success ? refusal.data.error.message : `What answers at ${server} is not a pivot server: it said ${status}.`);
	};
	switch (name) {
		case 'list': {
			const listed = z.object({ flows: z.array(flowSchema) }).parse(await ask('GET', '/api/flows'));
			if (listed.flows.length === 0) return 'No flow is registered.\n';
			return listed.flows.map((entry) => `${entry.flow}  ${entry.state}  ${entry.voiceUrl}\n`).join('');
		}
		case 'key':
			return `The voice URL of ${flow} is now ${flowSchema.parse(await ask('POST', `/api/flows/${flow}/key`)).voiceUrl}\n`;
		case 'remove':
			await ask('DELETE', `/api/flows/${flow}`);
			return `${flow} is removed.\n`;
	}
}

/** @returns undefined where help was asked for */
function readArguments(argv: string[]): FlowsArguments | undefined {
	const options = { ...SERVER_OPTIONS, help: { type: 'boolean' } } as const;
	const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
	if (values.help) return undefined;
	const [given = 'list', name = '', ...more] = positionals;
	const wanted = ACTS.find((known) => known === given);
	if (!wanted) throw new Error(`There is no act “${given}”: use list, key or remove.`);
	if (more.length > 0 || (wanted === 'list') !== (name === '')) throw new Error(wanted === 'list' ? 'list takes no name.' : `Name one flow: kazoo-pivot flows ${wanted} NAME.`);
	const { server, token } = readServerAccess(values, process.env);
	if (!token) throw new Error('Give the token of the pivot server with --token or PIVOT_TOKEN.');
	return { act: wanted, name: encodeURIComponent(name), server, token };
}

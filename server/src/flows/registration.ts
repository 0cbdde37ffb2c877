import { BlockList, isIP } from 'node:net';
import type { DenyList } from '../../../pivot/callflow/denyList';
import { checkCallflow } from '../../../pivot/callflow/check';
import type { RegisteredFlow, Registration, TestRegistration } from '../../../pivot/pairing/messages';
import { registrationSchema } from '../../../pivot/pairing/messages';
import { flowKey, type Token } from '../../../pivot/pairing/signature';
import { Refusal } from '../api/refusal';
import { voiceUrlOf } from '../calls/voiceUrl';
import { messageOf, type Log } from '../logs/log';
import { probeWebhook } from '../upstreams/probe';
import type { Upstreams } from '../upstreams/upstreams';
import { checkFallback, fallbackWarnings } from './checkFallback';
import { makeFlowKey, sameOwner, type Flow } from './flow';
import type { FlowRegister } from './flowRegister';
import type { TestRegister } from './testRegister';

export interface RegistrationParts {
	readonly flows: FlowRegister;
	readonly tests: TestRegister;
	readonly upstreams: Pick<Upstreams, 'probe'>;
	readonly deny: DenyList;
	readonly publicUrl: () => string;
	readonly log: Log;
}

/** What a Pivot Trigger, or a person, does to a flow. Every act throws a Refusal that says why not. */
export interface Registrar {
	/** Publishes: idempotent, keeps the key or derives it, asks the webhook to prove itself first. */
	register(name: string, registration: Registration, token: Token): Promise<RegisteredFlow>;
	/** Calls get the fallback until it is registered again. */
	park(name: string, owner: Flow['owner'] | undefined): Promise<RegisteredFlow>;
	/** An editor listens. A flow that was never published is made, parked, so that it has its voice URL from the first test on. */
	listen(name: string, registration: TestRegistration, token: Token): Promise<RegisteredFlow>;
	stopListening(name: string): RegisteredFlow;
	/** A new key; the old voice URL leads nowhere from now on. */
	changeKey(name: string): Promise<RegisteredFlow>;
	remove(name: string): Promise<void>;
	describe(flow: Flow, warnings?: readonly string[]): RegisteredFlow;
}

/** How long a workflow that was registered like this before is waited for, in ms: n8n registers it again while it starts. */
const KNOWN_PATIENCE_MS = 1_000;

export function createRegistrar({ flows, tests, upstreams, deny, publicUrl, log }: RegistrationParts): Registrar {
	const describe = (flow: Flow, warnings: readonly string[] = []): RegisteredFlow => ({
		flow: flow.name,
		state: flow.state,
		voiceUrl: voiceUrlOf(publicUrl(), flow),
		budgetMs: flow.budgetMs,
		warnings: [...warnings, ...fallbackWarnings(flow)],
	});

	const find = (name: string): Flow => {
		const flow = flows.get(name);
		if (!flow) throw new Refusal(404, 'flow.unknown', `There is no flow “${name}” on this pivot server.`);
		return flow;
	};

	const refuseForeign = (name: string, owner: Flow['owner']): Flow | undefined => {
		const flow = flows.get(name);
		if (!flow || sameOwner(flow.owner, owner)) return flow;
		const { workflowName, workflowId, instanceId } = flow.owner;
		throw new Refusal(409, 'flow.owned', `The flow “${name}” belongs to the workflow ${workflowName === undefined ? '' : `“${workflowName}” `}(${workflowId}) of n8n ${instanceId}. Give this flow another name, or free this one first: kazoo-pivot flows remove ${name}.`);
	};

	/** Derived, so that it outlives the store; but the voice URL of a flow that was removed never leads to another one. */
	const firstKey = (name: string, token: Token): string => (flows.wasRemoved(name) ? makeFlowKey() : flowKey(token.key, name));

	const put = async (flow: Flow): Promise<void> => {
		try {
			await flows.put(flow);
		} catch (error) {
			throw new Refusal(503, 'store.unavailable', `The pivot server could not keep the flow: ${messageOf(error)}`, { cause: error });
		}
		log.info('flow', { flow: flow.name, state: flow.state, workflow: flow.owner.workflowId });
	};

	return {
		register: (name, registration, token) =>
			flows.inTurn(name, async () => {
				const known = refuseForeign(name, registration.owner);
				refuseAddress(registration.webhookUrl);
				const warnings = [...acceptFallback(registration, deny), ...checkVoiceUrl(publicUrl(), deny)];
				const again = known?.state === 'active' && known.webhookUrl === registration.webhookUrl && known.tokenId === token.id;
				const probe = await probeWebhook(upstreams, registration.webhookUrl, token, again ? KNOWN_PATIENCE_MS : undefined);
				if (!probe.ok && !again) throw new Refusal(422, probe.code, probe.message);
				if (!probe.ok) warnings.push(probe.message);
				const now = Date.now();
				const flow: Flow = {
					...registration,
					name,
					key: known?.key ?? firstKey(name, token),
					tokenId: token.id,
					state: 'active',
					createdAt: known?.createdAt ?? now,
					changedAt: now,
				};
				await put(flow);
				return describe(flow, warnings);
			}),
		park: (name, owner) =>
			flows.inTurn(name, async () => {
				const known = find(name);
				if (owner) refuseForeign(name, owner);
				if (known.state === 'parked') return describe(known);
				const flow: Flow = { ...known, state: 'parked', changedAt: Date.now() };
				await put(flow);
				return describe(flow);
			}),
		listen: (name, registration, token) =>
			flows.inTurn(name, async () => {
				const known = refuseForeign(name, registration.owner);
				refuseAddress(registration.webhookUrl);
				const flow = known ?? testedFlow(name, registration, token, firstKey(name, token));
				if (!known) await put(flow);
				tests.put(name, { ...registration, tokenId: token.id });
				const warnings = checkVoiceUrl(publicUrl(), deny);
				if (registration.callers.length === 0 && !registration.anyNextCall) warnings.push('No test caller is set: no call will reach the editor.');
				return describe(flow, warnings);
			}),
		stopListening(name) {
			tests.remove(name);
			return describe(find(name));
		},
		changeKey: (name) =>
			flows.inTurn(name, async () => {
				const flow: Flow = { ...find(name), key: makeFlowKey() };
				await put(flow);
				return describe(flow);
			}),
		remove: (name) =>
			flows.inTurn(name, async () => {
				find(name);
				tests.remove(name);
				await flows.remove(name);
				log.info('flow', { flow: name, state: 'removed' });
			}),
		describe,
	};
}

function testedFlow(name: string, { owner }: TestRegistration, token: Token, key: string): Flow {
	const settings = registrationSchema.omit({ webhookUrl: true }).parse({ owner });
	const now = Date.now();
	return { ...settings, name, key, tokenId: token.id, state: 'parked', createdAt: now, changedAt: now };
}

/** @returns warnings @throws Refusal when the switch would not run the fallback */
function acceptFallback(registration: Registration, deny: DenyList): readonly string[] {
	const { problem, warnings } = checkFallback(registration, deny);
	if (problem !== undefined) throw new Refusal(422, 'fallback.invalid', `The switch would not run the fallback callflow. ${problem}`);
	return warnings;
}

/** A pivot node with our address must be one the switch accepts. */
export function checkVoiceUrl(publicUrl: string, deny: DenyList): string[] {
	const node = { module: 'pivot', data: { voice_url: publicUrl, method: 'post', req_body_format: 'json' } };
	const refused = checkCallflow(node, { version: 'any', deny }).problems.some(({ code }) => code === 'callflow.denied-url');
	return refused ? [`The switch refuses URLs at ${new URL(publicUrl).hostname}: set PIVOT_PUBLIC_URL to the address it reaches this server by, or PIVOT_DENY to what it refuses.`] : [];
}

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16);
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

/** n8n is never at a link-local address, and what is there (the metadata service of a cloud) is not to be asked. */
function refuseAddress(webhookUrl: string): void {
	const { hostname, username, password } = new URL(webhookUrl);
	if (username !== '' || password !== '') throw new Refusal(422, 'webhook.credentials', 'The address of the webhook must not hold a user name or password.');
	const address = hostname.replace(/^\[|\]$/g, '');
	const family = isIP(address);
	if (family !== 0 && LINK_LOCAL.check(address, family === 6 ? 'ipv6' : 'ipv4')) {
		throw new Refusal(422, 'webhook.link-local', `${hostname} is a link-local address: n8n cannot be there.`);
	}
}

import { FLOW_NAME, registrationSchema } from '../../../pivot/pairing/messages';
import { flowKey, type Token } from '../../../pivot/pairing/signature';
import { keyMatches, type Flow } from './flow';

/**
 * Recognises the voice URL of a flow this server has no record of: its key is the one that token and name make. Who holds no such
 * URL learns nothing: every name and key take the same time.
 *
 * @returns a flow without a workflow, whose callers hear the apology; undefined when the key is not the one
 */
export function findLostFlow(name: string, key: string, tokens: readonly Token[]): Flow | undefined {
	if (!FLOW_NAME.test(name)) return undefined;
	const matching = tokens.filter((token) => keyMatches({ key: flowKey(token.key, name) }, key));
	const [token] = matching;
	return token && { ...WITHOUT_WORKFLOW, name, key, tokenId: token.id };
}

const WITHOUT_WORKFLOW = {
	...registrationSchema.omit({ webhookUrl: true }).parse({ owner: { instanceId: 'unknown', workflowId: 'unknown' } }),
	state: 'parked',
	createdAt: 0,
	changedAt: 0,
} as const;

import { spokenApology } from '../../../pivot/callflow/apology';
import { isJsonObject, type JsonValue } from '../../../pivot/json';
import type { Flow } from './flow';

/** What is sent when everything else failed, this server's own code included. */
export const LAST_RESORT = JSON.stringify(spokenApology('en-us'));

/** The callflow that serves the caller when the workflow cannot, as it is sent. */
export function fallbackOf(flow: Flow): string {
	const { fallback, fallbackRefused, language } = flow;
	return JSON.stringify(fallback === undefined || fallbackRefused !== undefined ? spokenApology(language) : fallback);
}

/** The same for a call that goes in circles: without a pivot, which would start the next round. */
export function endingFallbackOf(flow: Flow): string {
	return holdsModule(flow.fallback, 'pivot') ? JSON.stringify(spokenApology(flow.language)) : fallbackOf(flow);
}

function holdsModule(node: JsonValue | undefined, module: string): boolean {
	if (!isJsonObject(node)) return false;
	if (node['module'] === module) return true;
	return isJsonObject(node['children']) && Object.values(node['children']).some((child) => holdsModule(child, module));
}

import type { CallflowNode } from '../callflow/callflow';
import { DIALECTS, type Dialect } from './dialect';

const KAZOO_WORD = DIALECTS.kazoo.requestFormat;

/**
 * A callflow written for KAZOO as a switch of this dialect takes it: every `pivot` asks with the dialect's own word, also where
 * it left the word out.
 */
export function toDialect(callflow: CallflowNode, { requestFormat }: Dialect): CallflowNode {
	if (requestFormat === KAZOO_WORD) return callflow;
	return withFormats(callflow, (format) => (format === undefined || format === KAZOO_WORD ? requestFormat : format));
}

/**
 * A callflow as a switch of this dialect got it, in KAZOO's words, so that KAZOO's rules apply to it. KAZOO's own word, which the
 * dialect does not have, becomes one that KAZOO does not have.
 */
export function fromDialect(callflow: CallflowNode, { requestFormat }: Dialect): CallflowNode {
	if (requestFormat === KAZOO_WORD) return callflow;
	return withFormats(callflow, (format) => (format === requestFormat ? KAZOO_WORD : format === KAZOO_WORD ? requestFormat : format));
}

function withFormats(node: CallflowNode, word: (format: string | undefined) => string | undefined): CallflowNode {
	const children = Object.entries(node.children ?? {}).map(([key, child]) => [key, withFormats(child, word)] as const);
	return {
		...node,
		...(node.module === 'pivot' ? { data: withFormat(node.data ?? {}, word) } : {}),
		...(node.children === undefined ? {} : { children: Object.fromEntries(children) }),
	};
}

function withFormat(data: NonNullable<CallflowNode['data']>, word: (format: string | undefined) => string | undefined) {
	const given = data['req_format'];
	if (given !== undefined && typeof given !== 'string') return data;
	const format = word(given);
	return format === undefined ? data : { ...data, req_format: format };
}

import { isCallflow } from '../../pivot/callflow/checkWalk';
import { DIALECTS, type Dialect } from '../../pivot/dialects/dialect';
import { fromDialect } from '../../pivot/dialects/translate';
import type { HttpAnswer } from '../../pivot/judge/judgement';

/** An answer to a switch of this dialect, so that it can be judged as KAZOO would. What is no callflow stays as it is. */
export function inKazoosWords(answer: HttpAnswer, dialect: Dialect): HttpAnswer {
	if (dialect.requestFormat === DIALECTS.kazoo.requestFormat || !('body' in answer)) return answer;
	const callflow = parsed(answer.body);
	return isCallflow(callflow) ? { ...answer, body: new TextEncoder().encode(JSON.stringify(fromDialect(callflow, dialect))) } : answer;
}

function parsed(body: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(body));
	} catch {
		return undefined;
	}
}

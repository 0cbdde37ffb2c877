import type { HttpAnswer } from '../../pivot/judge/judgement';
import type { JsonObject } from '../../pivot/json';

/** K5: a node that holds its own answer is judged as if a server had sent it (reference "kazoo-pivot" §2.1). */
export function serverlessAnswer(serverless: JsonObject): HttpAnswer {
	const document = serverless['flow_doc'];
	const type = serverless['flow_type'];
	const text = typeof document === 'string' ? document : JSON.stringify(document ?? {});
	return {
		status: 200,
		headers: { 'content-type': typeof type === 'string' ? type : 'application/json' },
		body: new TextEncoder().encode(text),
	};
}

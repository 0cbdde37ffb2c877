/** Descending, unless `ascending` is there and not `false`; `descending=true` wins over it, `descending=false` does nothing. */
export function isDescending(query: URLSearchParams): boolean {
	return query.get('descending') === 'true' || (query.get('ascending') ?? 'false') === 'false';
}

import { describe, expect, it } from 'vitest';
import { parseDialect } from './parseDialect';

describe('the switch’s form dialect', () => {
	it('reads names nested with raw and with encoded brackets alike', () => {
		const nested = { Vars: { order: { id: '77' } } };
		expect(parseDialect('Vars[order][id]=77')).toEqual(nested);
		expect(parseDialect('Vars%5Border%5D%5Bid%5D=77')).toEqual(nested);
		expect(parseDialect('Vars%5border%5d[id]=77')).toEqual(nested);
	});

	it('skips empty segments and keeps empty values', () => {
		expect(parseDialect('&&a=&&&b=1&')).toEqual({ a: '', b: '1' });
		expect(parseDialect('Digits[default]=1234&Digits[menu_1]=')).toEqual({ Digits: { default: '1234', menu_1: '' } });
		expect(parseDialect('alone')).toEqual({ alone: '' });
	});

	it('makes lists of bracketed and of repeated names', () => {
		expect(parseDialect('User-ID[]=a&User-ID[]=b')).toEqual({ 'User-ID': ['a', 'b'] });
		expect(parseDialect('User-ID[]=a')).toEqual({ 'User-ID': ['a'] });
		expect(parseDialect('Vars[a][]=x&Vars[a][]=y&z=1&z=2')).toEqual({ Vars: { a: ['x', 'y'] }, z: ['1', '2'] });
	});

	it('reads a plus as a space and keeps a bad escape as it stands', () => {
		expect(parseDialect('name=Ann+O%27Neil+%26+co&plus=%2B1555')).toEqual({ name: 'Ann O\'Neil & co', plus: '+1555' });
		expect(parseDialect('a=100%&b=%zz&c=%4')).toEqual({ a: '100%', b: '%zz', c: '%4' });
	});

	it('keeps a name that is both a value and a group', () => {
		expect(parseDialect('a=1&a[b]=2')).toEqual({ a: { '': '1', b: '2' } });
		expect(parseDialect('a[b]=2&a=1')).toEqual({ a: { b: '2', '': '1' } });
		expect(parseDialect('a[]=1&a[b]=2&a[]=3')).toEqual({ a: { '': ['1', '3'], b: '2' } });
	});

	it('treats names that mean something to JavaScript as names', () => {
		const fields = parseDialect('__proto__=1&constructor=2&a[__proto__]=3&a[toString]=4&__proto__[x]=5');
		expect(Object.keys(fields)).toEqual(['__proto__', 'constructor', 'a']);
		expect(JSON.stringify(fields)).toBe('{"__proto__":{"":"1","x":"5"},"constructor":"2","a":{"__proto__":"3","toString":"4"}}');
		expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
	});

	it('reads UTF-8 whether it comes as bytes, as latin-1 text of the bytes, or as text', () => {
		const text = 'Vars[ключ]=5&name=Zoë+%E6%9D%8E';
		const fields = { Vars: { ключ: '5' }, name: 'Zoë 李' };
		expect(parseDialect(Buffer.from(text))).toEqual(fields);
		expect(parseDialect(Buffer.from(text).toString('latin1'))).toEqual(fields);
		expect(parseDialect(text)).toEqual(fields);
	});

	it('reads bytes that are no UTF-8 as latin-1', () => {
		expect(parseDialect('name=Zo%EB')).toEqual({ name: 'Zoë' });
		expect(parseDialect('name=Zoë')).toEqual({ name: 'Zoë' });
	});

	it('cuts very deep names short without losing anything', () => {
		const deep = `a${'[b]'.repeat(20_000)}=end`;
		expect(JSON.stringify(parseDialect(deep))).toContain('end');
	});
});

describe('names the switch leaves unencoded', () => {
	it('come back whole (capture kazoo-post-form-cav-key-with-specials)', () => {
		const wire = 'Direction=inbound&&Vars[ключ]=5&Vars[x[y]]=3&Vars[p&q=r]=4&Vars[c-d_e]=2&Vars[a.b]=1&Vars[a b]=6&To=1';
		expect(parseDialect(wire)).toEqual({
			Direction: 'inbound', To: '1',
			Vars: { ключ: '5', 'x[y]': '3', 'p&q=r': '4', 'c-d_e': '2', 'a.b': '1', 'a b': '6' },
		});
	});

	it.each([
		['Vars[a]b]=1', { Vars: { 'a]b': '1' } }],
		['Vars[a[b]=1', { Vars: { 'a[b': '1' } }],
		['Vars[k=v]=4&b=1', { Vars: { 'k=v': '4' }, b: '1' }],
		['Vars[p&q][child]=4', { Vars: { 'p&q': { child: '4' } } }],
		['Vars[a&b][]=x&Vars[a&b][]=y', { Vars: { 'a&b': ['x', 'y'] } }],
		['Vars[&]=1', { Vars: { '&': '1' } }],
		['Vars[=]=1', { Vars: { '=': '1' } }],
		['Vars[a&&b]=1', { Vars: { 'a&&b': '1' } }],
	])('%s', (wire, fields) => {
		expect(parseDialect(wire)).toEqual(fields);
	});

	it('are not guessed at where the input is an ordinary form', () => {
		expect(parseDialect('a[b&c[d]=1')).toEqual({ 'a[b': '', c: { d: '1' } });
		expect(parseDialect('a[b=1&c=2')).toEqual({ 'a[b': '1', c: '2' });
		expect(parseDialect('a[b]=x]=y&c=[d]')).toEqual({ a: { b: 'x]=y' }, c: '[d]' });
		expect(parseDialect('a[b]c=1&[x]=2')).toEqual({ 'a[b]c': '1', '[x]': '2' });
		expect(parseDialect('z=1&Vars[a')).toEqual({ z: '1', 'Vars[a': '' });
	});

	it('are looked for in time that grows with the request, not with its square', () => {
		const hostile = 'a[&' + '][b&'.repeat(50_000);
		const started = performance.now();
		expect(Object.keys(parseDialect(hostile))).toContain('a[');
		expect(performance.now() - started).toBeLessThan(2000);
	});
});

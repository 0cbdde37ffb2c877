import { describe, expect, it } from 'vitest';
import { failure } from '../test/crossbar/memorySwitch';
import type { DialectId } from './dialects';
import { errorOf, unreachable } from './errorOf';
import type { CrossbarReply, CrossbarRequest } from './transport';

const DEBUG: CrossbarRequest = { method: 'GET', path: '/accounts/acc/pivot/debug' };
const CALLFLOW: CrossbarRequest = { method: 'POST', path: '/accounts/acc/callflows/f%2F1' };
const LOGIN: CrossbarRequest = { method: 'PUT', path: '/user_auth' };

function told(reply: CrossbarReply, request: CrossbarRequest = CALLFLOW, dialect?: DialectId) {
	const { code, message, status } = errorOf(reply, request, dialect);
	return { code, message, status };
}

describe('an error of the switch’s API', () => {
	it('names both ways to start a debug log that is not there', () => {
		const { code, message } = told(failure(404, 'bad_identifier'), DEBUG);
		expect(code).toBe('crossbar.debug-not-loaded');
		expect(message).toContain('sup crossbar_maintenance start_module cb_pivot');
		expect(message).toMatch(/“cb_pivot” to “autoload_modules”.*restart/);
	});

	it('is the same for a single call’s log, and for a page that is no envelope', () => {
		const one = { ...DEBUG, path: '/accounts/acc/pivot/debug/7f3a%4010.1.2.3' };
		expect(told(failure(404, 'faulty_request'), one).code).toBe('crossbar.debug-not-loaded');
		expect(told({ status: 404, headers: {}, body: '<html>' }, one).code).toBe('crossbar.debug-not-loaded');
	});

	it('names the feature on VirtualPBX, and the assumption on Piston', () => {
		expect(told(failure(404, 'not_found'), DEBUG, 'virtualpbx').message).toContain('“Advanced Call Flows”');
		expect(told(failure(404, 'not_found'), DEBUG, 'piston').message).toContain('Assumption A-1');
	});

	it('tells a wrong account from a debug log that is not there', () => {
		expect(told(failure(404, 'bad_identifier', ['acc']), DEBUG)).toMatchObject({ code: 'crossbar.not-found', message: expect.stringContaining('no account “acc”') });
	});

	it('names both ways to start webhooks', () => {
		const { code, message } = told(failure(404, 'not_found'), { method: 'GET', path: '/accounts/acc/webhooks' });
		expect(code).toBe('crossbar.webhooks-not-loaded');
		expect(message).toMatch(/start_module cb_webhooks.*autoload_modules/);
		expect(told(failure(404, 'bad_identifier', ['webhooks']), { method: 'GET', path: '/accounts/acc/webhooks' }).code).toBe('crossbar.webhooks-not-loaded');
		expect(told(failure(404, 'bad_identifier', ['w1']), { method: 'GET', path: '/accounts/acc/webhooks/w1' }).code).toBe('crossbar.not-found');
	});

	it('names an id that is not there', () => {
		expect(told(failure(404, 'bad_identifier', { cause: 'f/1' }))).toEqual({
			code: 'crossbar.not-found', status: 404, message: 'The switch knows nothing under /accounts/acc/callflows/f/1. Check the id; it may have been deleted.',
		});
	});

	it('never shows a token', () => {
		expect(told(failure(404, 'bad_identifier'), { method: 'GET', path: '/user_auth/s3cret' }).message).not.toContain('s3cret');
	});

	it('lists refused fields one by one', () => {
		const data = {
			'flow.data.voice_url': { pattern: { message: 'Failed to match pattern', target: '^https?://', value: 'ftp://x' } },
			flow: { module: { required: { message: 'Field is required but missing' } } },
		};
		expect(told(failure(400, 'validation error', data)).message).toBe(
			'The switch refused the data. flow.data.voice_url: Failed to match pattern (pattern: ^https?://); flow.module: Field is required but missing.',
		);
		expect(told(failure(400, 'invalid data')).message).toContain('invalid data');
	});

	it.each([
		[401, 'crossbar.unauthorized', /token/], [402, 'crossbar.payment', /charge/], [403, 'crossbar.forbidden', /may not change/],
		[405, 'crossbar.method', /too old/], [409, 'crossbar.conflict', /Somebody else/], [429, 'crossbar.too-many-requests', /Wait/],
		[500, 'crossbar.fault', /r1/], [503, 'crossbar.database', /datastore_fault/],
	])('%i is a sentence', (status, code, words) => {
		expect(told(failure(status, 'datastore_fault'))).toMatchObject({ code, status, message: expect.stringMatching(words) });
	});

	it('says that a login was refused', () => {
		expect(told(failure(401, 'invalid_credentials'), LOGIN).code).toBe('crossbar.login-refused');
		expect(told(failure(404, 'bad_identifier'), LOGIN).code).toBe('crossbar.login-refused');
	});

	it.each([
		[502, '<html>Bad gateway</html>', 'web page'], [200, '', 'empty answer'], [301, '', 'status 301'], [404, 'Not Found', '404'],
	])('%i with %o is not the switch', (status, body, words) => {
		expect(told({ status, headers: {}, body })).toMatchObject({ code: 'crossbar.not-crossbar', message: expect.stringContaining(words) });
	});

	it('says where a redirect leads, because the base URL should lead there', () => {
		const headers = { location: 'https://api.example.com:8443/v2/user_auth' };
		expect(told({ status: 301, headers, body: '' }, LOGIN).message).toContain('redirects to https://api.example.com:8443/v2/user_auth (status 301)');
	});

	it('passes on why nothing came', () => {
		expect(unreachable(new Error('connect ECONNREFUSED 127.0.0.1:8000')).message).toContain('ECONNREFUSED');
		expect(unreachable('odd').message).toContain('cannot be reached.');
	});
});

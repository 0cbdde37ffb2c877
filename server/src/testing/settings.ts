import type { ServerConfig } from '../config/config';

/** The token tests share between server and stand-in. */
export const TEST_TOKEN = 'kp_testtest_0123456789abcdef0123456789abcdef';

export const OTHER_TOKEN = 'kp_othertok_fedcba9876543210fedcba9876543210';

/** A server on a free loopback port that keeps nothing and says nothing. */
export const TEST_CONFIG: ServerConfig = { host: '127.0.0.1', port: 0, store: ':memory:', token: TEST_TOKEN, deny: 'none', logLevel: 'silent' };

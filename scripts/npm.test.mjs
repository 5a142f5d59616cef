import { expect, test } from 'vitest';
import { npmEnvironment, npmProgram } from './npm.mjs';

test('settings that would install less than the lock file says do not reach npm, others do', () => {
  const env = {
    PATH: '/bin',
    npm_config_omit: 'dev',
    NPM_CONFIG_PRODUCTION: 'true',
    'npm_config_ignore-scripts': 'true',
    npm_config_cache: '/cache',
    npm_config_registry: 'https://registry.example/',
    NODE_ENV: 'production',
  };
  expect(npmEnvironment(env)).toEqual({
    PATH: '/bin',
    npm_config_cache: '/cache',
    npm_config_registry: 'https://registry.example/',
    NODE_ENV: 'production',
  });
});

test('without npm there is no program to run', () => {
  expect(npmProgram({ npm_execpath: '/nowhere/yarn.js', PATH: '/nowhere' })).toBeNull();
});

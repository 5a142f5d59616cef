import { expect, it } from 'vitest';
import { consoleLinks } from './console-links';

it.each([
  ['us', 'https://platform.cloud.coveo.com'],
  ['ca', 'https://platform-ca.cloud.coveo.com'],
  ['eu', 'https://platform-eu.cloud.coveo.com'],
  ['au', 'https://platform-au.cloud.coveo.com'],
  ['hipaa', 'https://platformhipaa.cloud.coveo.com'],
])('an issue of %s leads into the console of that region', (region, host) => {
  expect(consoleLinks(region, 'acme')).toEqual([
    { label: 'Log Browser', url: `${host}/admin/#/acme/logs/browser/` },
    { label: 'Activity Browser', url: `${host}/admin/#/acme/activity/browser/` },
    { label: 'Sources', url: `${host}/admin/#/acme/content/sources` },
    { label: 'Content Browser', url: `${host}/admin/#/acme/content/browser` },
  ]);
});

it.each(['sandbox', 'mars'])('%s has no console', (region) => {
  expect(consoleLinks(region, 'acme')).toEqual([]);
});

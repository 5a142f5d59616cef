import fc from 'fast-check';

// Property tests try the same values every time: a test that fails fails for everybody.
fc.configureGlobal({ seed: 20261122 });

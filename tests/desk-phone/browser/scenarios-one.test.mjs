// Every second journey of tests/scenarios on the page; the other half runs beside it.

import { after } from 'node:test';
import { end, scenarios } from './scenarios.mjs';

after(end);
scenarios(0, 2);

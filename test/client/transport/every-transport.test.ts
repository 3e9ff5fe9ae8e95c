import { testSessionOver } from '../../helpers/session-over.ts';
import { transportNames } from '../../helpers/transports.ts';

testSessionOver(transportNames);

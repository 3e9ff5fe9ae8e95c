import { testSessionOver } from '../../helpers/session-over.ts';

// On Node's fetch and the WebSocket of ws, which have the interfaces of browsers.
testSessionOver(['page', 'page-long-polling']);

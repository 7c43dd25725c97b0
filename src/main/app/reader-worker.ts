import { ALL_QUERIES } from '#main/db/queries/all.ts';
import { registerQuery } from '#main/db/queries/named-query.ts';
import { serveReader } from '#main/db/serve-reader.ts';
import { verifyQuery } from '#main/usecases/verify/verify-query.ts';

/** Every read of the product that runs beside the backend. */
serveReader([...ALL_QUERIES, registerQuery(verifyQuery)]);

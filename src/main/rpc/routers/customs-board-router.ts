import { base } from '#main/rpc/base.ts';
import { readBoard } from '#main/usecases/customs/board/read-board.ts';

export const customsBoardRouter = base.customsBoard.router({
  read: base.customsBoard.read.handler(({ input, context }) =>
    readBoard(context.services.context.read, input.fromMs, input.toMs),
  ),
});

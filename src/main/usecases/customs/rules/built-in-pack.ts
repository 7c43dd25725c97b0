import aeLane from '#resources/customs/rules/AE.json' with { type: 'json' };
import auLane from '#resources/customs/rules/AU.json' with { type: 'json' };
import axLane from '#resources/customs/rules/AX.json' with { type: 'json' };
import brLane from '#resources/customs/rules/BR.json' with { type: 'json' };
import caLane from '#resources/customs/rules/CA.json' with { type: 'json' };
import clLane from '#resources/customs/rules/CL.json' with { type: 'json' };
import deLane from '#resources/customs/rules/DE.json' with { type: 'json' };
import eaLane from '#resources/customs/rules/EA.json' with { type: 'json' };
import euLane from '#resources/customs/rules/EU.json' with { type: 'json' };
import gbLane from '#resources/customs/rules/GB.json' with { type: 'json' };
import ggLane from '#resources/customs/rules/GG.json' with { type: 'json' };
import gpLane from '#resources/customs/rules/GP.json' with { type: 'json' };
import icLane from '#resources/customs/rules/IC.json' with { type: 'json' };
import idLane from '#resources/customs/rules/ID.json' with { type: 'json' };
import inLane from '#resources/customs/rules/IN.json' with { type: 'json' };
import itLane from '#resources/customs/rules/IT.json' with { type: 'json' };
import jpLane from '#resources/customs/rules/JP.json' with { type: 'json' };
import krLane from '#resources/customs/rules/KR.json' with { type: 'json' };
import mxLane from '#resources/customs/rules/MX.json' with { type: 'json' };
import myLane from '#resources/customs/rules/MY.json' with { type: 'json' };
import nzLane from '#resources/customs/rules/NZ.json' with { type: 'json' };
import phLane from '#resources/customs/rules/PH.json' with { type: 'json' };
import ruLane from '#resources/customs/rules/RU.json' with { type: 'json' };
import saLane from '#resources/customs/rules/SA.json' with { type: 'json' };
import sgLane from '#resources/customs/rules/SG.json' with { type: 'json' };
import thLane from '#resources/customs/rules/TH.json' with { type: 'json' };
import trLane from '#resources/customs/rules/TR.json' with { type: 'json' };
import usLane from '#resources/customs/rules/US.json' with { type: 'json' };
import vnLane from '#resources/customs/rules/VN.json' with { type: 'json' };
import xiLane from '#resources/customs/rules/XI.json' with { type: 'json' };
import base from '#resources/customs/rules/base.json' with { type: 'json' };
import pack from '#resources/customs/rules/pack.json' with { type: 'json' };
import words from '#resources/customs/rules/words.json' with { type: 'json' };
import { readPack } from '#core/customs/read-pack.ts';
import type { CustomsRulePack } from '#shared/model/customs-rules.ts';

const LANES: readonly unknown[] = [
  base,
  aeLane,
  auLane,
  axLane,
  brLane,
  caLane,
  clLane,
  deLane,
  eaLane,
  euLane,
  gbLane,
  ggLane,
  gpLane,
  icLane,
  idLane,
  inLane,
  itLane,
  jpLane,
  krLane,
  mxLane,
  myLane,
  nzLane,
  phLane,
  ruLane,
  saLane,
  sgLane,
  thLane,
  trLane,
  usLane,
  vnLane,
  xiLane,
];

let parsed: CustomsRulePack | undefined;

/** The rules that the product comes with; checked once, like any other pack. @throws Error when a file of the product is broken */
export function builtInPack(): CustomsRulePack {
  if (parsed === undefined) {
    const read = readPack({ ...pack, lanes: LANES, words });
    if (!read.ok) throw new Error(`built-in customs rules: ${read.problem}`);
    parsed = read.pack;
  }
  return parsed;
}

import { describe, expect, it } from 'vitest';
import { SCOPES_BY_ROLE, SCOPES_BY_TOKEN, SIGNED_OUT_SCOPES } from '#core/kernel/permissions.ts';

describe('permissions', () => {
  it('let nobody signed out do more than what is public', () => {
    expect(SIGNED_OUT_SCOPES).toEqual(['public']);
  });

  it('give each role all that the lesser one may', () => {
    expect(SCOPES_BY_ROLE.lead).toEqual(expect.arrayContaining([...SCOPES_BY_ROLE.operator]));
    expect(SCOPES_BY_ROLE.admin).toEqual(expect.arrayContaining([...SCOPES_BY_ROLE.lead]));
    expect(SCOPES_BY_ROLE.operator).not.toContain('lead');
    expect(SCOPES_BY_ROLE.lead).not.toContain('admin');
  });

  it('keep a reading token from writing', () => {
    expect(SCOPES_BY_TOKEN.read).toEqual(['public', 'read']);
    expect(SCOPES_BY_TOKEN.operate).not.toContain('admin');
  });
});

"""The organiser's page of those who are invited."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventapp.clock import utc_now
from eventapp.db import db
from eventapp.errors import Conflict
from eventapp.events.access import EVENT_ORGANISER, current_event
from eventapp.registration import services
from eventapp.registration.place_forms import InvitationForm
from eventapp.registration.place_queries import invitations_of, standing_of
from eventapp.registration.qr import as_svg, link_code
from eventapp.registration.views import bp
from eventapp.web.access import access
from eventapp.web.addresses import public_address
from eventapp.web.forms import Button

# The link of the invitation that was made last: shown once, then nobody here has it.
MADE = "invitation_made"


@bp.route("/organise/<slug:slug>/invitations", methods=["GET", "POST"])
@access(EVENT_ORGANISER)
def invitations(slug: str) -> ResponseReturnValue:
    """List invitations by their notes, and make one."""
    event = current_event()
    now = utc_now()
    form = InvitationForm()
    if form.validate_on_submit():
        address = form.address.data or None
        try:
            services.invite(
                event_id=event.id,
                held=form.held(event.zone),
                address=address,
                secret=form.secret.data,
                now=now,
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            if address is None:
                session[MADE] = form.secret.data
                return redirect(url_for(".invitation_made", slug=slug), 303)
            flash(_("The invitation is on its way."))
            return redirect(url_for(".invitations", slug=slug), 303)
    return render_template(
        "registration/invitations.html",
        event=event,
        form=form,
        revoke=Button(),
        now=now,
        free=standing_of(db.session(), event, now=now).room.open_seats,
        invitations=invitations_of(db.session(), event.id),
    ), form.status


@bp.get("/organise/<slug:slug>/invitations/made")
@access(EVENT_ORGANISER)
def invitation_made(slug: str) -> ResponseReturnValue:
    """Show the link of the invitation that was just made, once."""
    secret = session.pop(MADE, None)
    if secret is None:
        flash(_("The link is shown once only. Make another invitation if it is lost."))
        return redirect(url_for(".invitations", slug=slug), 303)
    link = public_address("registration.invited", secret=secret)
    return render_template(
        "registration/invitation_made.html",
        event=current_event(),
        link=link,
        code=as_svg(link_code(link), title=_("QR code of the link. The link as text is below.")),
    )


@bp.post("/organise/<slug:slug>/invitations/<int:invitation_id>/revoke")
@access(EVENT_ORGANISER)
def revoke_invitation(slug: str, invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back; the seats nobody has taken by it go on."""
    if Button().validate_on_submit() and services.revoke_invitation(
        event_id=current_event().id, invitation_id=invitation_id, now=utc_now()
    ):
        flash(_("Taken back. Who has come by it keeps their seat."))
    return redirect(url_for(".invitations", slug=slug), 303)

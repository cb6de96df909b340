# Makes the FITS files of healpy that the tests read: python make_files.py . (healpy 1.20.1, numpy 2.4.6, 2026-11-26).
import healpy as hp, numpy as np, sys
out=sys.argv[1]+'/'
p=np.arange(192); m=1+0.3*hp.pix2vec(4,p)[2]+((p*7919)%1009)/1009; m[[5,191]]=hp.UNSEEN
hp.write_map(out+'ring-4.fits.gz',m,coord='C',overwrite=True,dtype=np.float64)
hp.write_map(out+'three-columns-4.fits',(hp.reorder(m,r2n=True),p*1.,-p*1.),nest=True,coord='C',overwrite=True,dtype=np.float32)
q=hp.reorder(m,r2n=True); q[:100]=hp.UNSEEN
hp.write_map(out+'partial-nested-4.fits',q,nest=True,partial=True,coord='C',overwrite=True,dtype=np.float64)
x,y,z=hp.pix2vec(4,p)
for c,name in (('G','galactic'),('E','ecliptic')):
    hp.write_map(out+name+'-4.fits',1+0.3*x-0.5*y+0.8*z,coord=c,overwrite=True,dtype=np.float64)
l=np.arange(12.)
hp.write_cl(out+'four-spectra.fits',[1/(l+1),l,2*l,3*l],overwrite=True,dtype=np.float32)
# The same 1 + 0.3 x - 0.5 y + 0.8 z of each frame, turned by healpy: its dipole in equatorial coordinates
with open(out+'frames.csv','w') as f:
    f.write('# healpy %s, make_files.py: Rotator(coord=(frame, C)) of the vector (0.3, -0.5, 0.8); frame 0 Galactic, 1 ecliptic\nframe,x,y,z\n'%hp.__version__)
    for i,c in enumerate('GE'): f.write('%d,%.17g,%.17g,%.17g\n'%(i,*hp.Rotator(coord=(c,'C'))([0.3,-0.5,0.8])))

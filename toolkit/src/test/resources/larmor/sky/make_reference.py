# Makes the reference values of the sky tests beside it: python make_reference.py . (healpy 1.20.1, numpy 2.4.6, 2026-11-22).
import healpy as hp, numpy as np, sys
HEAD='# healpy %s, numpy %s, 2026-11-22; map: m_p = 1 + 0.3 z + ((p * 7919) mod 1009) / 1009, RING\n'%(hp.__version__,np.__version__)
def m(ns):
    p=np.arange(12*ns*ns); x,y,z=hp.pix2vec(ns,p)
    return 1+0.3*z+((p*7919)%1009)/1009
out=sys.argv[1]
with open(out+'/anafast.csv','w') as f:
    f.write(HEAD+'# anafast(m, lmax=lmax, iter=iter)\nnside,lmax,iter,l,C_l\n')
    for ns,lmax in ((4,11),(16,47),(16,20),(32,95),(64,191),(128,383)):
        for it in (0,1,3):
            c=hp.anafast(m(ns),lmax=lmax,iter=it)
            for l in range(lmax+1):
                if l<12 or l>lmax-4 or l%11==0: f.write('%d,%d,%d,%d,%.17g\n'%(ns,lmax,it,l,c[l]))
with open(out+'/alm.csv','w') as f:
    f.write(HEAD+'# map2alm(m, iter=3), nside 16\nl,m,re,im\n')
    a=hp.map2alm(m(16),iter=3)
    for l,mm in ((0,0),(1,0),(1,1),(2,1),(5,5),(13,7),(20,20),(31,4),(40,33),(47,0),(47,1),(47,40),(47,47)):
        v=a[hp.Alm.getidx(47,l,mm)]; f.write('%d,%d,%.17g,%.17g\n'%(l,mm,v.real,v.imag))
with open(out+'/dipole.csv','w') as f:
    f.write(HEAD+'# fit_dipole(m), nside 16; masked: pixels with |z| < 0.4 set to UNSEEN\nmask,monopole,x,y,z\n')
    v=m(16); mo,d=hp.fit_dipole(v); f.write('0,%.17g,%.17g,%.17g,%.17g\n'%(mo,*d))
    z=hp.pix2vec(16,np.arange(3072))[2]; v=v.copy(); v[abs(z)<0.4]=hp.UNSEEN
    mo,d=hp.fit_dipole(v); f.write('1,%.17g,%.17g,%.17g,%.17g\n'%(mo,*d))
with open(out+'/smoothing.csv','w') as f:
    f.write(HEAD+'# smoothing(m, sigma=radians(3)), nside 16, every 37th pixel\npixel,value\n')
    s=hp.smoothing(m(16),sigma=np.radians(3),iter=3)
    for p in range(0,3072,37): f.write('%d,%.17g\n'%(p,s[p]))
with open(out+'/interpolation.csv','w') as f:
    f.write('# healpy %s, 2026-11-22; get_interp_weights(nside, theta, phi)\nnside,theta,phi,p0,p1,p2,p3,w0,w1,w2,w3\n'%hp.__version__)
    r=np.random.default_rng(1)
    for ns in (1,2,16,64):
        for t in list(np.arccos(r.uniform(-1,1,20)))+[1e-3,0.02,3.13,np.pi-1e-3]:
            ph=r.uniform(0,2*np.pi); p,w=hp.get_interp_weights(ns,t,ph)
            f.write('%d,%.17g,%.17g,%d,%d,%d,%d,%.17g,%.17g,%.17g,%.17g\n'%(ns,t,ph,*p,*w))
n=m(16)*1.0; n[[3,1000,3071]]=hp.UNSEEN
hp.write_map(out+'/nested-16.fits',hp.reorder(n,r2n=True).astype(np.float32),nest=True,coord='C',overwrite=True,dtype=np.float32)
q=np.full(192,hp.UNSEEN); q[[5,77,190]]=[1.5,-2,3]
hp.write_map(out+'/partial-4.fits',q,partial=True,coord='C',overwrite=True,dtype=np.float64)
# pixwin.csv: hp.pixwin(nside, lmax=3 * nside - 1) from the pixel window files of Debian's healpy-data 1.16.1-1
